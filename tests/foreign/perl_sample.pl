# A client written after the reference's PHP sample, in Perl with its core modules alone.
# Usage: perl perl_sample.pl BASE_URL API_KEY SECRET; prints what it saw as JSON.

use strict;
use warnings;
use Digest::SHA qw(hmac_sha512);
use HTTP::Tiny;
use JSON::PP;
use MIME::Base64 qw(decode_base64 encode_base64);
use Time::HiRes qw(time);

my ($base_url, $api_key, $secret) = @ARGV;
my $http = HTTP::Tiny->new(timeout => 5);
my $json = JSON::PP->new->canonical;

sub generate_signature {
    my ($nonce, $method, $path, $body) = @_;
    my ($request_path) = split /\?/, $path;
    my $what = $nonce . $method . $request_path . $body;
    return encode_base64(hmac_sha512($what, decode_base64($secret)), '');
}

sub call {
    my ($method, $path, $data) = @_;
    my $body  = defined $data ? $json->encode($data) : '';
    my $nonce = sprintf '%.6f', time;
    my $answer = $http->request($method, $base_url . $path, {
        content => $body,
        headers => {
            'API-KEY'      => $api_key,
            'SIGNATURE'    => generate_signature($nonce, $method, $path, $body),
            'NONCE'        => $nonce,
            'Content-Type' => 'application/json',
        },
    });
    die "$answer->{status} $answer->{content}" if $answer->{status} != 200;
    return $json->decode($answer->{content});
}

my $pair  = 'BTC-KRW';
my $ask   = call('GET', "/trading-pairs/$pair/book?level=1")->{ask}[0];
my %order = (type => 'limit', side => 'buy', amount => '0.005', tradingPairName => $pair);
my $filled    = call('POST', '/orders', { %order, price => $ask->[1] });
my $resting   = call('POST', '/orders', { %order, price => $ask->[1] / 2 });
my $detail    = call('GET', "/orders/$filled->{id}");
my $listed    = call('GET', '/orders');
my $cancelled = call('DELETE', "/orders/$resting->{id}");
my $trades    = call('GET', '/trades?limit=10');
my $held      = 0;
$held += $_->{hold} for @{ call('GET', '/balances') };
print $json->encode({
    status    => $detail->{status},
    listed    => [map { $_->{id} eq $resting->{id} ? JSON::PP::true : JSON::PP::false } @$listed],
    cancelled => $cancelled,
    traded    => [map { [$_->{orderId} eq $filled->{id} ? JSON::PP::true : JSON::PP::false, $_->{side}] } @$trades],
    held      => $held,
}), "\n";
