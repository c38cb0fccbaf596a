"""Who is who across sources: codes valid in time, actors that no curated table has, agreements and firms matched."""
