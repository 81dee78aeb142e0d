# Imagen de la aplicación: la misma para web, trabajador y agenda.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=conoceles.settings.prod \
    CONOCELES_DATOS=/datos

RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin conoceles \
    && install --directory --owner conoceles --group conoceles /datos

WORKDIR /app
COPY requirements.txt .
RUN pip install --require-hashes --requirement requirements.txt
COPY manage.py ./
COPY conoceles conoceles
COPY candidaturas candidaturas
COPY captura captura
COPY informes informes
COPY scripts scripts
COPY templates templates
COPY static static

USER conoceles
VOLUME /datos
EXPOSE 8000
# Las migraciones son un paso aparte y a la vista: `manage.py migrate` y `permisos_bd` antes de cada versión.
CMD ["sh", "-c", "python manage.py collectstatic --no-input --verbosity 0 && exec granian --interface wsgi --host 0.0.0.0 --port 8000 conoceles.wsgi:application"]
