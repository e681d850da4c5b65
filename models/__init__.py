"""Text → entities and relations: the annotation scheme, the network and the tagger that runs it."""
