"""What hearings go by; knows neither Flask nor the database."""
