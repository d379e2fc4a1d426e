"""What Bytinget goes by; knows neither Flask nor the database."""
