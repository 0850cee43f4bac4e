"""Settings, urls, base templates, components, static files: what every window stands on."""
