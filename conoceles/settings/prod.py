"""Producción: nada por omisión. Si falta una variable, el proceso no arranca."""

import os
from pathlib import Path
from typing import Any

import structlog

from conoceles.settings.base import *  # noqa: F403
from conoceles.settings.base import LOGGING

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
os.environ["DATABASE_URL"]
os.environ["REDIS_URL"]
SITIO_URL = f"https://{ALLOWED_HOSTS[0]}"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

os.environ["LLAVES_IDENTIDAD"]
os.environ["DATABASE_URL_PUBLICA"]

# Los acuses van sellados: sin certificado propio no se arranca.
SELLO_P12 = Path(os.environ["SELLO_P12"])
SELLO_CLAVE = os.environ["SELLO_CLAVE"]

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

EMAIL_HOST = os.environ["EMAIL_HOST"]
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "sí") == "sí"
DEFAULT_FROM_EMAIL = os.environ["DEFAULT_FROM_EMAIL"]

# Una línea JSON por suceso, también lo que anotan las bibliotecas con `logging`.
_PREVIOS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
]
LOGGING["formatters"]["json"] = {
    "()": structlog.stdlib.ProcessorFormatter,
    "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
    "foreign_pre_chain": _PREVIOS,
}
LOGGING["handlers"]["consola"]["formatter"] = "json"
