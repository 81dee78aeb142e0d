"""`/salud/` dice la verdad: qué responde y qué no."""

import time

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.urls import reverse

from conoceles import salud
from conoceles.celery import LATIDO, latido


@pytest.fixture(autouse=True)
def sin_latidos():
    cache.delete(LATIDO)


@pytest.mark.django_db
def test_con_todo_vivo_responde_200(client):
    cache.set(LATIDO, time.time())
    respuesta = client.get(reverse("salud"))
    assert respuesta.status_code == 200
    assert respuesta.json()["estado"] == "bien"
    assert "Cookie" not in respuesta.get("Vary", "")


@pytest.mark.django_db
def test_sin_trabajador_dice_cual_falta(client):
    respuesta = client.get(reverse("salud"))
    assert respuesta.status_code == 503
    assert respuesta.json()["faltan"] == ["trabajador"]


@pytest.mark.django_db
def test_un_latido_viejo_no_cuenta(client):
    cache.set(LATIDO, time.time() - salud.SEGUNDOS_SIN_LATIDO - 1)
    assert client.get(reverse("salud")).json()["faltan"] == ["trabajador"]


def test_un_trabajador_de_verdad_da_el_latido(trabajador, client):
    latido.delay()
    for _ in range(200):
        respuesta = client.get(reverse("salud"))
        if respuesta.status_code == 200:
            break
        time.sleep(0.05)  # espera acotada a que otro proceso haga su trabajo
    assert respuesta.json()["trabajador"] is True


@pytest.mark.django_db
def test_sin_redis_dice_cual_falta(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    respuesta = client.get(reverse("salud"))
    assert respuesta.status_code == 503
    assert respuesta.json()["faltan"] == ["redis", "trabajador"]


@pytest.mark.django_db
def test_sin_base_dice_cual_falta(client, monkeypatch):
    cache.set(LATIDO, time.time())

    class SinBase:
        def cursor(self):
            raise DatabaseError("no responde")

    monkeypatch.setattr(salud, "connections", {"default": SinBase()})
    respuesta = client.get(reverse("salud"))
    assert respuesta.status_code == 503
    assert respuesta.json()["faltan"] == ["base_de_datos"]
