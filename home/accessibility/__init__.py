"""The accessibility statement, criterion by criterion: what holds each, and what only people can say."""
