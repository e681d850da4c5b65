"""Entities and relations → facts: normalised values, resolved organisations and periods, triples, findings."""
