"""Demostración en la máquina de quien la prueba: servidores embebidos y personas ficticias."""

import os

from conoceles.settings.base import *  # noqa: F403
from conoceles.settings.base import bases_de_datos

ES_DEMO = True
SECRET_KEY = "demostracion-sin-secretos-nunca-en-produccion"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

RELOJ_AJUSTABLE = True
RELOJ_DESFASE_SEGUNDOS = int(os.environ.get("RELOJ_DESFASE_SEGUNDOS", "0"))
DATABASES = bases_de_datos(RELOJ_DESFASE_SEGUNDOS)
# Por «localhost», y no por su número: las llaves de acceso exigen un nombre.
SITIO_URL = f"http://localhost:{os.environ.get('PUERTO', '8000')}"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
# Los navegadores dejan usar llaves de acceso sin cifrado solo en «localhost».
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
