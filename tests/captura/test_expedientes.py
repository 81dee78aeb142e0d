"""El expediente: todo lo de un actor y nada más, comprobable, y el mismo aunque se interrumpa."""

import csv
import hashlib
import io
import threading
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models.functions import Now
from django.urls import reverse

from candidaturas import documento
from candidaturas.models import Candidatura, EstadoDeRegistro
from captura.demostracion.consentimientos import TEXTOS
from captura.escaneos import Pagina
from captura.expedientes import Resumen, escribir_expediente
from captura.flujo import Paso
from captura.models import Acto, Acuse, ClaseDeActo, ConstanciaSellada, Descarga, Trabajo
from captura.servicios import trabajos
from captura.servicios.captura import guardar_fotografia
from captura.servicios.consentimientos import (
    Decision,
    firmar_consentimiento,
    registrar_papel,
    retirar_consentimiento,
    validar_consentimiento,
)
from captura.servicios.ejecucion import ejecutar
from captura.servicios.expedientes import pedir_carpeta, pedir_expediente
from captura.servicios.formatos import crear_formato
from captura.servicios.pasos import dar_paso
from conoceles.comun import pdf, reloj
from tests.captura.test_consentimientos import SI_NO_SI
from tests.captura.test_trabajos import _ejecutar_y_soltar
from tests.fabricas import PerfilFactory, imagen

PEDIDO = datetime(2023, 5, 1, 18, tzinfo=UTC)


@pytest.fixture
def formato(papeles):
    return crear_formato(papeles.proceso, "Uno", TEXTOS, None)


@pytest.fixture
def acuse(papeles):
    """El de la candidatura propia de A, ya enviada."""
    enlace = papeles.cuentas["enlace"]
    guardar_fotografia(cuestionario=papeles.propio, datos=imagen(), adscripcion=enlace)
    dar_paso(cuestionario=papeles.propio, paso=Paso.ENVIAR, adscripcion=enlace)
    return Acuse.objects.get()


@pytest.fixture
def electronico(papeles, formato):
    """El de la candidata de la coalición."""
    return firmar_consentimiento(
        candidatura=papeles.cuestionario.candidatura,
        formato=formato,
        decision=SI_NO_SI,
        firmante="Persona Ficticia",
        adscripcion=papeles.cuentas["candidata"],
    )


def en_papel(papeles, formato):
    hecho = registrar_papel(
        candidatura=papeles.propio.candidatura,
        formato=formato,
        decision=Decision(),
        firmante="Persona Ficticia",
        firmado_el=reloj.hoy(),
        evidencia=Pagina.de(b"hoja uno"),
        adscripcion=papeles.cuentas["enlace"],
    )
    return validar_consentimiento(consentimiento=hecho, adscripcion=papeles.cuentas["revision"])


def hacer(papeles, ruta, *actores) -> Resumen:
    return escribir_expediente(
        ruta,
        papeles.proceso,
        list(actores),
        titulo="Expediente de prueba",
        pedido_en=PEDIDO,
        carpeta=ruta.with_name("piezas"),
    )


def leer(ruta) -> dict[str, bytes]:
    with zipfile.ZipFile(ruta) as archivo:
        assert archivo.testzip() is None
        return {nombre: archivo.read(nombre) for nombre in archivo.namelist()}


def indice(piezas) -> list[dict]:
    return list(csv.DictReader(io.StringIO(piezas["INDICE.csv"].decode("utf-8-sig"))))


# --- Lo que lleva -------------------------------------------------------------------------------
def test_lleva_ficha_consentimiento_hoja_y_acuse_con_sus_huellas(papeles, formato, acuse, tmp_path):
    PerfilFactory(candidatura=papeles.propio.candidatura, propuesta_1="Plantar mil árboles.")
    papel = en_papel(papeles, formato)
    resumen = hacer(papeles, tmp_path / "e.zip", papeles.a)
    piezas = leer(tmp_path / "e.zip")
    raiz = f"{papeles.a.siglas.lower()}/00001-"
    nombres = [n.partition("/")[2].partition("/")[2] for n in piezas if n.startswith(raiz)]
    assert nombres == [
        "ficha.pdf",
        f"consentimiento-{papel.folio}.pdf",
        f"consentimiento-{papel.folio}-hoja.jpg",
        f"acuse-{acuse.folio}.pdf",
    ]
    assert {n for n in piezas if "/" not in n} == {"INDICE.csv", "LEEME.txt", "SHA256SUMS"}
    renglones = indice(piezas)
    assert [(r["clase"], r["folio"]) for r in renglones] == [
        ("Ficha", ""),
        ("Consentimiento", papel.folio),
        ("Hoja firmada", papel.folio),
        ("Acuse de envío", acuse.folio),
    ]
    for renglon in renglones:
        datos = piezas[renglon["archivo"]]
        assert renglon["sha256"] == hashlib.sha256(datos).hexdigest()
        assert int(renglon["bytes"]) == len(datos)
        assert renglon["candidatura"] == papeles.propio.candidatura.nombre
    sumas = dict(
        reversed(linea.split("  ", 1)) for linea in piezas["SHA256SUMS"].decode().splitlines()
    )
    assert sumas == {
        nombre: hashlib.sha256(datos).hexdigest()
        for nombre, datos in piezas.items()
        if nombre != "SHA256SUMS"
    }
    leeme = piezas["LEEME.txt"].decode()
    assert f"{papeles.a.nombre}. acuse de envío: 1; candidaturas: 1" in leeme
    assert (resumen.candidaturas, resumen.documentos.total()) == (1, 4)


def test_el_acuse_es_el_mismo_sellado_que_se_baja_suelto(papeles, acuse, tmp_path, client):
    hacer(papeles, tmp_path / "e.zip", papeles.a)
    client.force_login(papeles.cuentas["enlace"].usuario)
    suelto = client.get(reverse("captura:acuse", args=[acuse.folio]), {"formato": "pdf"}).content
    assert suelto in leer(tmp_path / "e.zip").values()


def test_no_lleva_lo_de_otro_actor_ni_consentimientos_sin_efecto(
    papeles, formato, electronico, acuse, tmp_path
):
    hacer(papeles, tmp_path / "a.zip", papeles.a)
    ajeno = papeles.cuestionario.candidatura
    for nombre, datos in leer(tmp_path / "a.zip").items():
        assert electronico.folio not in nombre
        assert ajeno.nombre.encode() not in datos
    hacer(papeles, tmp_path / "con.zip", papeles.coalicion)
    assert electronico.folio in str(leer(tmp_path / "con.zip").keys())
    retirar_consentimiento(
        consentimiento=electronico, motivo="", adscripcion=papeles.cuentas["candidata"]
    )
    hacer(papeles, tmp_path / "sin.zip", papeles.coalicion)
    assert "consentimiento-" not in str(leer(tmp_path / "sin.zip").keys())


def test_el_de_quien_salio_de_la_boleta_no_lleva_consentimiento_pero_si_su_acuse(
    papeles, formato, acuse, tmp_path
):
    en_papel(papeles, formato)
    Candidatura.objects.filter(pk=papeles.propio.candidatura_id).update(
        estado_registro=EstadoDeRegistro.RENUNCIA, baja_el=date(2023, 5, 2)
    )
    hacer(papeles, tmp_path / "e.zip", papeles.a)
    renglones = indice(leer(tmp_path / "e.zip"))
    assert {r["clase"] for r in renglones} == {"Ficha", "Acuse de envío"}
    assert {r["estado_del_registro"] for r in renglones} == {"Renunció"}


def test_uno_alterado_no_impide_los_demas_y_se_dice(papeles, acuse, tmp_path):
    Acuse.objects.update(contenido={"propuesta_1": "otra cosa"})
    resumen = hacer(papeles, tmp_path / "e.zip", papeles.a)
    piezas = leer(tmp_path / "e.zip")
    alterado = next(r for r in indice(piezas) if r["clase"] == "Acuse de envío")
    assert alterado["observacion"].startswith("No se incluyó: Lo guardado no coincide")
    assert alterado["archivo"] not in piezas
    assert alterado["archivo"] in piezas["LEEME.txt"].decode()
    assert "No se incluyeron 1" in resumen.en_palabras()


def test_lo_mismo_da_los_mismos_bytes(papeles, formato, acuse, electronico, tmp_path):
    for nombre in ("uno", "dos"):
        hacer(papeles, tmp_path / nombre, papeles.a, papeles.coalicion)
    assert (tmp_path / "uno").read_bytes() == (tmp_path / "dos").read_bytes()


def test_lo_que_se_retoma_no_se_hace_otra_vez_y_lo_danado_si(papeles, acuse, tmp_path, monkeypatch):
    compilar, hechas = pdf.compilar, []

    def contar(plantilla, *argumentos, **opciones):
        hechas.append(plantilla)
        return compilar(plantilla, *argumentos, **opciones)

    def otra_vez(nombre) -> tuple[bytes, int]:
        hechas.clear()
        hacer(papeles, tmp_path / nombre, papeles.a, papeles.coalicion)
        return (tmp_path / nombre).read_bytes(), hechas.count(documento.PLANTILLA)

    monkeypatch.setattr(pdf, "compilar", contar)
    entero, cuantas = otra_vez("uno")
    assert cuantas == 2
    assert otra_vez("dos") == (entero, 0)
    piezas = list((tmp_path / "piezas").iterdir())
    piezas[0].write_bytes(b"%PDF a medias")
    assert otra_vez("tres") == (entero, 1)
    Candidatura.objects.filter(pk=papeles.propio.candidatura_id).update(nombre="Otra Persona")
    cambiado, cuantas = otra_vez("cuatro")
    assert cuantas == 1
    assert b"otra-persona" in cambiado


def test_el_indice_no_es_formula_ni_la_ruta_sale_de_su_carpeta(papeles, acuse, tmp_path):
    nombre = "../../=cmd|' /C calc'!A0 😀"
    Candidatura.objects.filter(pk=papeles.propio.candidatura_id).update(nombre=f"={nombre}")
    hacer(papeles, tmp_path / "e.zip", papeles.a)
    piezas = leer(tmp_path / "e.zip")
    assert not [n for n in piezas if ".." in n or n.startswith("/")]
    assert indice(piezas)[0]["candidatura"] == f"'={nombre}"


# --- Pedirlo ------------------------------------------------------------------------------------
@pytest.fixture
def listo(transactional_db, papeles, acuse):
    return papeles


@pytest.mark.django_db(transaction=True)
def test_se_pide_una_vez_se_baja_y_queda_anotado(listo, client):
    enlace = listo.cuentas["enlace"]
    client.force_login(enlace.usuario)
    pagina = client.get(reverse("captura:expedientes")).text
    assert "Preparar las carpetas" not in pagina
    pedir = reverse("captura:expediente_pedir", args=[listo.a.pk])
    assert pedir in pagina
    assert len({client.post(pedir).url for _ in "12"}) == Trabajo.objects.count() == 1
    trabajo = Trabajo.objects.get()
    _hacer_aparte(trabajo)
    assert (trabajo.estado, trabajo.hecho, trabajo.total) == ("terminado", 1, 1)
    bajado = client.get(reverse("captura:trabajo_bajar", args=[trabajo.pk]))
    datos = b"".join(bajado.streaming_content)
    assert hashlib.sha256(datos).hexdigest() == trabajo.huella == Descarga.objects.get().huella
    assert not Acto.objects.filter(clase=ClaseDeActo.EXPEDIENTE).exists()
    for otro in ("otro_enlace", "revision", "secretaria"):
        client.force_login(listo.cuentas[otro].usuario)
        ajeno = client.get(reverse("captura:trabajo_bajar", args=[trabajo.pk]))
        assert ajeno.status_code == 404


@pytest.mark.django_db(transaction=True)
def test_si_algo_paso_en_el_proceso_se_hace_otro(listo):
    enlace = listo.cuentas["enlace"]
    primero = pedir_expediente(actor=listo.a, adscripcion=enlace)
    assert pedir_expediente(actor=listo.a, adscripcion=enlace).pk == primero.pk
    dar_paso(cuestionario=listo.propio, paso=Paso.REVISAR, adscripcion=listo.cuentas["revision"])
    assert pedir_expediente(actor=listo.a, adscripcion=enlace).pk != primero.pk


@pytest.mark.django_db(transaction=True)
def test_quien_perdio_el_cargo_ya_no_lo_recibe(listo):
    enlace = listo.cuentas["enlace"]
    trabajo = pedir_expediente(actor=listo.a, adscripcion=enlace)
    enlace.vence_en = reloj.ahora()
    enlace.save()
    ejecutar(trabajo.pk)
    trabajo.refresh_from_db()
    assert (trabajo.estado, trabajo.archivo) == ("fallido", "")


@pytest.mark.tardada
@pytest.mark.django_db(transaction=True)
def test_matan_al_trabajador_a_la_mitad_y_otro_da_la_misma_carpeta(
    listo, electronico, lanzar_trabajador, esperar
):
    """El candado en el acuse detiene al trabajador entre una candidatura y otra."""
    revisora = listo.cuentas["revision"]
    soltar, detenido = threading.Event(), threading.Event()
    candado = threading.Thread(target=_retener, args=[Acuse, soltar, detenido])
    candado.start()
    detenido.wait(10)
    primero = lanzar_trabajador()
    trabajo = pedir_carpeta(proceso=listo.proceso, adscripcion=revisora)
    esperar(lambda: any(r.stat().st_size for r in _a_medias(trabajo)), 30)
    primero.kill()
    primero.join()
    fichas = {r.name: r.stat().st_mtime_ns for r in _hechas(trabajo)}
    assert fichas, "la primera ficha ya estaba hecha"
    soltar.set()
    candado.join(10)
    trabajo.refresh_from_db()
    assert (trabajo.estado, trabajo.intentos) == ("en_curso", 1)
    assert not trabajo.ruta.exists()
    assert not Acto.objects.filter(clase=ClaseDeActo.EXPEDIENTE).exists()
    segundo = threading.Event(), threading.Event()
    candado = threading.Thread(target=_retener, args=[Acuse, *segundo])
    candado.start()
    segundo[1].wait(10)
    lanzar_trabajador()
    _sin_latido(trabajo)
    trabajos.barrer()
    # El segundo llega a donde el primero, y las fichas siguen siendo las que aquel dejó.
    esperar(lambda: any(r.stat().st_size for r in _a_medias(trabajo)), 30)
    assert fichas.items() <= {r.name: r.stat().st_mtime_ns for r in _hechas(trabajo)}.items()
    segundo[0].set()
    candado.join(10)
    esperar(lambda: Trabajo.objects.filter(pk=trabajo.pk, estado="terminado").exists(), 30)
    trabajo.refresh_from_db()
    assert trabajo.intentos == 2
    assert [r.name for r in trabajo.carpeta.iterdir()] == ["resultado"]
    assert {electronico.folio, Acuse.objects.get().folio} <= {
        r["folio"] for r in indice(leer(trabajo.ruta))
    }
    assert Acto.objects.filter(clase=ClaseDeActo.EXPEDIENTE).count() == 1
    # Y hacerlo una vez más, ya con todo sellado, da lo mismo.
    huella, sellos = trabajo.huella, ConstanciaSellada.objects.count()
    Trabajo.objects.filter(pk=trabajo.pk).update(estado="en_curso")
    _sin_latido(trabajo)
    _hacer_aparte(trabajo)
    assert (trabajo.huella, ConstanciaSellada.objects.count()) == (huella, sellos)


def _hacer_aparte(trabajo):
    """En otro hilo: sellar necesita un ciclo de eventos, y el navegador deja uno en este."""
    hilo = threading.Thread(target=_ejecutar_y_soltar, args=[trabajo.pk])
    hilo.start()
    hilo.join(60)
    trabajo.refresh_from_db()


def _a_medias(trabajo):
    return list(trabajo.carpeta.glob("*.tmp")) if trabajo.carpeta.exists() else []


def _hechas(trabajo):
    return [r for r in (trabajo.carpeta / "hecho").iterdir() if r.suffix != ".tmp"]


def _sin_latido(trabajo):
    Trabajo.objects.filter(pk=trabajo.pk).update(latido_en=Now() - 2 * trabajos.ARRIENDO)


def _retener(modelo, soltar, detenido):
    try:
        with transaction.atomic():
            list(modelo.objects.select_for_update())
            detenido.set()
            soltar.wait(60)
    finally:
        connection.close()


# --- La orden -----------------------------------------------------------------------------------
def test_la_orden_escribe_lo_mismo_y_dice_lo_que_no_hay(papeles, acuse, tmp_path):
    salida, dicho = tmp_path / "a.zip", io.StringIO()
    opciones = {"proceso": papeles.proceso.clave, "salida": salida, "stdout": dicho}
    call_command("expediente", actor=papeles.a.siglas, **opciones)
    assert f"acuse-{acuse.folio}.pdf" in str(leer(salida).keys())
    assert "Candidaturas: 1. Documentos: 2." in dicho.getvalue()
    assert not Acto.objects.filter(clase=ClaseDeActo.EXPEDIENTE).exists()
    call_command("expediente", **opciones)
    assert len(indice(leer(salida))) == 3
    assert Acto.objects.filter(clase=ClaseDeActo.EXPEDIENTE).count() == 1
    for cambio, frase in (
        ({"proceso": "nada"}, "No hay un proceso «nada»"),
        ({"actor": "XX"}, "No hay un actor «XX»"),
        ({"salida": tmp_path / "no" / "e.zip"}, "No se pudo escribir"),
    ):
        with pytest.raises(CommandError, match=frase):
            call_command("expediente", **{**opciones, **cambio})
    assert list(tmp_path.iterdir()) == [salida], "no quedan archivos a medias"
