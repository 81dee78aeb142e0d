"""El reloj único: se mueve en pruebas y demostración, PostgreSQL lo sigue; producción lo rehúsa."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from conoceles.comun import reloj

MOMENTO = timezone.make_aware(datetime(2023, 5, 12, 10, 30))  # noqa: DTZ001


def hora_de_la_base():
    with connection.cursor() as cursor:
        cursor.execute("SELECT conoceles_ahora()")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_python_y_postgresql_dan_la_misma_hora():
    with reloj.en(MOMENTO):
        assert reloj.ahora() == MOMENTO
        assert hora_de_la_base() == MOMENTO


@pytest.mark.django_db
def test_los_momentos_se_anidan_y_al_salir_todo_vuelve():
    dentro = MOMENTO + timedelta(days=1)
    with reloj.en(MOMENTO):
        with reloj.en(dentro):
            assert hora_de_la_base() == dentro
        assert hora_de_la_base() == MOMENTO
    assert abs(hora_de_la_base() - timezone.now()) < timedelta(minutes=1)
    assert abs(reloj.ahora() - timezone.now()) < timedelta(minutes=1)


@pytest.mark.django_db
def test_produccion_rehusa_mover_el_reloj(settings):
    settings.RELOJ_AJUSTABLE = False
    with pytest.raises(reloj.RelojInmovible), reloj.en(MOMENTO):
        pass


@pytest.mark.django_db
def test_un_momento_sin_zona_no_vale():
    with pytest.raises(ValueError, match="zona horaria"), reloj.en(datetime(2023, 5, 12)):  # noqa: DTZ001
        pass


def test_el_desfase_de_la_demostracion_se_suma(settings):
    settings.RELOJ_DESFASE_SEGUNDOS = -3600
    assert abs(timezone.now() - timedelta(hours=1) - reloj.ahora()) < timedelta(seconds=5)


def test_los_ajustes_de_produccion_no_admiten_desfase(monkeypatch):
    import importlib
    import sys

    propias = ("SECRET_KEY", "EMAIL_HOST", "DEFAULT_FROM_EMAIL", "ALLOWED_HOSTS")
    for variable in (*propias, "SELLO_P12", "SELLO_CLAVE"):
        monkeypatch.setenv(variable, "ejemplo.mx")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u@localhost/x")
    monkeypatch.setenv("REDIS_URL", "redis://localhost/0")
    monkeypatch.setenv("RELOJ_DESFASE_SEGUNDOS", "86400")
    monkeypatch.delitem(sys.modules, "conoceles.settings.prod", raising=False)
    monkeypatch.delitem(sys.modules, "conoceles.settings.base", raising=False)
    prod = importlib.import_module("conoceles.settings.prod")
    assert prod.RELOJ_AJUSTABLE is False
    assert prod.RELOJ_DESFASE_SEGUNDOS == 0
    assert prod.ES_DEMO is False
    assert "conoceles.desfase=0" in prod.DATABASES["default"]["OPTIONS"]["options"]
