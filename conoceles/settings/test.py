"""Pruebas: las mismas piezas reales, con contraseñas baratas y reloj que se puede mover."""

import tempfile
from pathlib import Path

from conoceles.settings.base import *  # noqa: F403
from conoceles.settings.base import base_de_datos

ES_DEMO = True
SECRET_KEY = "solo-para-pruebas"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
RELOJ_AJUSTABLE = True
DATABASES = {"default": base_de_datos()}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATOS = Path(tempfile.mkdtemp(prefix="conoceles-pruebas-"))
MEDIA_ROOT = DATOS / "publicos"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "privado": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATOS / "privados", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
