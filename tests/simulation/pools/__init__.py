"""The whole life of a pool, played at random against books of whole numbers."""
