"""Ajustes comunes. Todo lo que cambia entre máquinas llega por variables de entorno."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONE, SELF

RAIZ = Path(__file__).resolve().parent.parent.parent

SECRET_KEY = os.environ.get("SECRET_KEY", "")
# De ella salen las claves del sorteo (candidaturas.sorteo). Propia, para que cambiar SECRET_KEY no
# incumpla las huellas ya publicadas; sin ella se usa SECRET_KEY.
SORTEO_LLAVE = os.environ.get("SORTEO_LLAVE", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "informes",
    "captura",
    "candidaturas",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "pgtrigger",
    "pghistory",
    "csp",
    "django_htmx",
    "django_filters",
    "crispy_forms",
    "crispy_bootstrap5",
    "rest_framework",
    "drf_spectacular",
]

MIDDLEWARE = [
    "conoceles.comun.visitas.ContarVisitas",
    "conoceles.comun.cache_publico.CachePublico",
    "conoceles.comun.conexion_publica.ConexionPublica",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "conoceles.comun.demostracion.EncabezadoDeDemostracion",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "conoceles.comun.sesion.SesionObligatoria",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "captura.middleware.AdscripcionVigente",
]

ROOT_URLCONF = "conoceles.urls"
WSGI_APPLICATION = "conoceles.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [RAIZ / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "candidaturas.contexto.general",
                "captura.contexto.privado",
            ],
            "libraries": {"conoceles": "conoceles.templatetags.conoceles"},
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [RAIZ / "templates"],
        "OPTIONS": {"environment": "conoceles.jinja.entorno"},
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Base de datos -------------------------------------------------------------------------
# El desfase del reloj viaja como ajuste de la conexión para que los disparadores de PostgreSQL
# (historia) usen la misma hora que Python; en producción es siempre cero (conoceles.comun.reloj).
RELOJ_AJUSTABLE = False
RELOJ_DESFASE_SEGUNDOS = 0
BD_TIEMPO_LIMITE_MS = int(os.environ.get("BD_TIEMPO_LIMITE_MS", "0"))
# Lo que una consulta de una página pública puede tardar antes de que se responda que no se pudo.
PUBLICO_TIEMPO_LIMITE_MS = int(os.environ.get("PUBLICO_TIEMPO_LIMITE_MS", "2500"))
BD_CONEXIONES = int(os.environ.get("BD_CONEXIONES", "8"))


def base_de_datos(desfase: int = 0, variable: str = "DATABASE_URL") -> dict:
    """Configuración de la base a partir de la variable; vacía si no se ha definido."""
    url = os.environ.get(variable)
    if not url:
        return {}
    base: dict[str, Any] = {"OPTIONS": {}, **dj_database_url.parse(url), "CONN_MAX_AGE": 0}
    base["ATOMIC_REQUESTS"] = variable == "DATABASE_URL"
    base["OPTIONS"]["options"] = (
        f"-c statement_timeout={BD_TIEMPO_LIMITE_MS} -c conoceles.desfase={desfase} "
        # Compilar una consulta que dura milisegundos tarda más que hacerla.
        "-c jit=off "
        # Sin fijarla, cada disparador pregunta por ella, se topa con un error y lo atrapa.
        "-c pgtrigger.ignore={}"
    )
    base["OPTIONS"]["pool"] = {"min_size": 1, "max_size": BD_CONEXIONES, "timeout": 10}
    return base


def bases_de_datos(desfase: int = 0) -> dict[str, dict]:
    """La del sistema y, si se definió, la del sitio público, con su rol (conexion_publica)."""
    bases = {"default": base_de_datos(desfase)}
    if publica := base_de_datos(desfase, "DATABASE_URL_PUBLICA"):
        bases["publica"] = publica
    return bases


DATABASES = bases_de_datos()
# El rol que `manage.py permisos_bd` crea para lo público.
ROL_PUBLICO = DATABASES.get("publica", {}).get("USER") or "conoceles_publica"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PGHISTORY_CREATED_AT_FUNCTION = "conoceles_ahora()"
PGHISTORY_APPEND_ONLY = True
PGHISTORY_ADMIN_ALL_EVENTS = False

# --- Redis, caché y trabajos ---------------------------------------------------------------
REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL or "redis://127.0.0.1:6379/0",
        "KEY_PREFIX": "conoceles",
    }
}
# Páginas públicas ya hechas (conoceles.comun.cache_publico): cuánto viven si nada cambia; 0 las
# apaga.
CACHE_PUBLICO_SEGUNDOS = int(os.environ.get("CACHE_PUBLICO_SEGUNDOS", "60"))
# Lo que casi nunca cambia (procesos, cargos, territorio) se recuerda en la memoria de cada proceso
# mientras su versión en Redis sea la misma (candidaturas.frescura.del_registro).
REGISTRO_EN_MEMORIA = True
# Lo que nunca se busca entre las páginas guardadas.
CACHE_PUBLICO_FUERA = (
    "/static/",
    "/medios/",
    "/captura/",
    "/cuentas/",
    "/informes/",
    "/salud/",
    "/verificar/",
)
# Lo que no se atiende con el rol público; toda otra dirección, exista o no, sí.
RUTAS_PRIVADAS = ("/captura/", "/cuentas/", "/informes/", "/salud/", "/verificar/")
# Cuántos intermediarios propios (proxy, balanceador) añaden X-Forwarded-For; 0: no se le cree.
INTERMEDIARIOS_DE_CONFIANZA = int(os.environ.get("INTERMEDIARIOS_DE_CONFIANZA", "0"))
# kombu nombra los sockets con otro esquema que redis-py.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace(
    "?db=", "?virtual_host="
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "America/Mexico_City"
CELERY_BEAT_SCHEDULE = {
    "latido": {
        "task": "conoceles.latido",
        "schedule": 10.0,
        "options": {"expires": 20},
    },
    "datos_abiertos": {
        "task": "candidaturas.cortar_datos",
        "schedule": crontab(hour=4, minute=30),
    },
    # Al empezar el día: lo que se despublica o se bloquea ese día (captura.ciclo).
    "ciclo-de-vida": {
        "task": "captura.ciclo_de_vida",
        "schedule": crontab(hour=0, minute=15),
    },
    "comprometer-sorteo": {
        "task": "candidaturas.comprometer_sorteo",
        "schedule": crontab(hour=0, minute=5),
    },
    # candidaturas.disponibilidad: un minuto entre mediciones; a destiempo ya no dicen nada.
    "medir-disponibilidad": {
        "task": "candidaturas.medir_disponibilidad",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    # Retoma lo que dejó un trabajador que murió y borra los archivos que vencieron.
    "barrer-trabajos": {
        "task": "captura.barrer_trabajos",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    # Cada enlace se sigue una vez por semana; en cada vuelta, los que alcance.
    "comprobar-enlaces": {
        "task": "captura.comprobar_enlaces",
        "schedule": crontab(minute=20),
        "options": {"expires": 600},
    },
    # Quien tiene un paso del informe por vencer o vencido lo sabe al empezar el día.
    "recordar-pasos-del-informe": {
        "task": "informes.recordar_pasos",
        "schedule": crontab(hour=8, minute=5),
    },
    # Lo que no salió al guardarse: Redis o el servidor de correo no respondían.
    "correos": {
        "task": "captura.enviar_correos",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    # Lo más que puede cortarse del final de la bitácora sin que un ancla lo diga.
    "anclar-bitacora": {
        "task": "captura.anclar_bitacora",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 300},
    },
    # Lo más que se puede perder de visitas si Redis se pierde (candidaturas.visitas.SEGUNDOS).
    "volcar-visitas": {
        "task": "candidaturas.volcar_visitas",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
}

# A dónde pregunta el trabajador si el sitio responde (https://…/salud/). Vacía: no pregunta.
SALUD_URL = os.environ.get("SALUD_URL", "")

# --- Cuentas -------------------------------------------------------------------------------
AUTH_USER_MODEL = "captura.Usuario"
AUTHENTICATION_BACKENDS = ["captura.adaptador.SinCuentasDeDemostracion"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "nombre", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "captura:inicio"
LOGOUT_REDIRECT_URL = "candidaturas:inicio"
ACCOUNT_ADAPTER = "captura.adaptador.SoloPorInvitacion"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Varias personas candidatas pueden compartir correo: no identifica a nadie.
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Cinco fallas en cinco minutos cierran esa cuenta un rato; los contadores están en Redis.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = INTERMEDIARIOS_DE_CONFIANZA
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USERNAME_MIN_LENGTH = 3
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Conóceles"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 60 * 60 * 8

# --- Correo --------------------------------------------------------------------------------
# Con qué empieza cada enlace de un correo; el trabajador no tiene petición de dónde tomarlo.
SITIO_URL = os.environ.get("SITIO_URL", "http://127.0.0.1:8000").rstrip("/")
DEFAULT_FROM_EMAIL = "Conóceles <no-responder@conoceles.example>"
EMAIL_TIMEOUT = 20

# --- Idioma y hora -------------------------------------------------------------------------
LANGUAGE_CODE = "es-mx"
TIME_ZONE = "America/Mexico_City"
USE_I18N = True
USE_TZ = True

# --- Archivos ------------------------------------------------------------------------------
# CONOCELES_DATOS reúne lo que no es código: base embebida, medios, registros.
DATOS = Path(os.environ.get("CONOCELES_DATOS") or RAIZ / ".datos")
# Solo la demostración escribe aquí sus correos, en vez de mandarlos.
EMAIL_FILE_PATH = DATOS / "correos"
STATIC_URL = "static/"
STATICFILES_DIRS = [RAIZ / "static"]
STATIC_ROOT = DATOS / "estaticos"
# Dos almacenes separados: lo que no está en el público no tiene dirección que adivinar.
MEDIA_URL = "medios/"
MEDIA_ROOT = DATOS / "medios" / "publicos"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "privado": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATOS / "medios" / "privados", "base_url": None},
    },
    # Con almacén propio, y no en el público: hay cortes que se retiran y su vista lo decide.
    "datos_abiertos": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATOS / "medios" / "datos", "base_url": None},
    },
    "staticfiles": {"BACKEND": "conoceles.comun.estaticos.Estaticos"},
}
# Con qué se cifra lo contestado en el cuestionario de identidad (captura.cifrado).
LLAVES_IDENTIDAD = os.environ.get("LLAVES_IDENTIDAD", "")
DEFAULT_EXCEPTION_REPORTER_FILTER = "conoceles.errores.SinLlaves"
# El certificado con que el instituto sella sus documentos (captura.sellos).
SELLO_P12 = Path(os.environ.get("SELLO_P12") or DATOS / "sello" / "demostracion.p12")
SELLO_CLAVE = os.environ.get("SELLO_CLAVE", "demostracion")
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# --- Seguridad -----------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "conoceles.errores.falla_csrf"
SESSION_COOKIE_HTTPONLY = True

# --- API -----------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
# Por dirección (candidaturas.api.limite).
API_PETICIONES_POR_MINUTO = int(os.environ.get("API_PETICIONES_POR_MINUTO", "120"))
SPECTACULAR_SETTINGS = {
    "TITLE": "API de Candidatas y Candidatos, Conóceles",
    "DESCRIPTION": "Consulta pública, de solo lectura, de las candidaturas y de lo que publicaron.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "candidaturas.api.esquema.respuestas_comunes",
    ],
    "ENUM_NAME_OVERRIDES": {
        "TipoDeActorEnum": "candidaturas.models.TipoDeActor",
        "TipoDeCandidaturaEnum": "candidaturas.models.TipoDeCandidatura",
    },
}

# --- El instituto --------------------------------------------------------------------------
ES_DEMO = False
INSTITUTO = {
    "nombre": os.environ.get("INSTITUTO_NOMBRE", "Instituto Electoral de Coahuila"),
    "siglas": os.environ.get("INSTITUTO_SIGLAS", "IEC"),
    "area": os.environ.get(
        "INSTITUTO_AREA",
        "Unidad Técnica de Transparencia y Acceso a la Información Pública",
    ),
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "llano": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"consola": {"class": "logging.StreamHandler", "formatter": "llano"}},
    "root": {"handlers": ["consola"], "level": "INFO"},
    # Al importarse anuncia que existe; a quien está frente a la terminal no le dice nada.
    "loggers": {"pikepdf": {"level": "WARNING"}},
}
