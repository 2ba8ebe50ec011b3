"""With whom nonce lanes and rate slots are shared: this process, this host, or many hosts."""
