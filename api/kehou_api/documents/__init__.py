"""Answers as JSON documents: what the command line prints and the API hands out."""
