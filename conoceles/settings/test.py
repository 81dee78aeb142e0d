"""Pruebas: las mismas piezas reales, con contraseñas baratas y reloj que se puede mover.

`tests/conftest.py` fija antes DATABASE_URL, REDIS_URL y CONOCELES_DATOS, propios de cada proceso.
"""

from conoceles.settings.base import *  # noqa: F403
from conoceles.settings.base import STATIC_ROOT, STORAGES, base_de_datos

ES_DEMO = True
SECRET_KEY = "solo-para-pruebas"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
RELOJ_AJUSTABLE = True
# Una página guardada sobreviviría a la prueba que la hizo; las de la caché la encienden.
CACHE_PUBLICO_SEGUNDOS = 0
REGISTRO_EN_MEMORIA = False
# Todas las pruebas piden desde la misma dirección; las del límite lo fijan.
API_PETICIONES_POR_MINUTO = 10**9
# Una sola conexión: otra no vería lo que la prueba no ha confirmado. El rol público se toma con
# SET ROLE (conoceles.comun.conexion_publica) y rehúsa lo mismo.
DATABASES = {"default": base_de_datos()}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Sin huellas en los nombres no hay que reunir los estáticos antes de probar.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Los navegadores dejan usar llaves de acceso sin cifrado solo en «localhost».
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
