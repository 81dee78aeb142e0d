"""Producción: nada por omisión. Si falta una variable, el proceso no arranca."""

import os

from conoceles.settings.base import *  # noqa: F403

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
os.environ["DATABASE_URL"]
os.environ["REDIS_URL"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

EMAIL_HOST = os.environ["EMAIL_HOST"]
DEFAULT_FROM_EMAIL = os.environ["DEFAULT_FROM_EMAIL"]

LOGGING["handlers"]["consola"]["formatter"] = "json"  # noqa: F405
