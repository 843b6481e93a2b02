"""Advice on how a guide is written: shown in the editor, and never in the way of publishing.

The rules come from FALC (« facile à lire et à comprendre », Information for all, 2009) and from RGAA 4.1.
Here, only `reading` knows the models; the rest is pure.
"""
