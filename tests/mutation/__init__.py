"""Mutation testing: does a test notice when a line of the pure core says something else?"""
