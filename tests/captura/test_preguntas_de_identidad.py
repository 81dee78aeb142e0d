"""Coordinación cambia las preguntas de identidad: hasta la primera respuesta, y queda quién."""

import re
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse

from captura.auditoria import detalle
from captura.identidad import CuestionarioMalFormado, contenido_de_partida, preguntas_de
from captura.models import Acto, ClaseDeActo, CuestionarioDeIdentidad
from captura.preguntas import (
    CONTADAS,
    Datos,
    con_otra,
    con_pregunta,
    datos_de,
    movida,
    sin_pregunta,
    solo_cambian_ayudas,
)
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from captura.servicios.identidad import cuestionario_de_identidad
from captura.servicios.preguntas import PreguntasNoSeCambian, cambiar_preguntas
from informes.identidad.tablas import FUENTES, INGRESOS, TABLAS
from tests.captura.test_concurrencia_de_la_bitacora import alguien_espera
from tests.captura.test_identidad import contestar, firmar

PARTIDA = contenido_de_partida()


def claves(contenido) -> list[str]:
    return list(preguntas_de(contenido).por_clave)


# --- De un contenido a otro ---------------------------------------------------------------------
def test_volver_a_escribir_lo_mismo_no_cambia_nada():
    for clave, pregunta in preguntas_de(PARTIDA).por_clave.items():
        igual = con_pregunta(PARTIDA, clave, datos_de(pregunta))
        assert preguntas_de(igual) == preguntas_de(PARTIDA), clave


def test_se_agrega_con_su_numero_sus_opciones_y_de_que_depende():
    datos = Datos("¿Cuál?", opciones=("Una", "Otra"), con_texto=True, depende=True)
    contenido = con_otra(PARTIDA, datos, bloque="afromexicana")
    nueva = preguntas_de(contenido).por_clave["cual"]
    assert (nueva.numero, nueva.si) == (9, ("afromexicana", "si"))
    assert [texto for _, texto in nueva.opciones] == ["Una", "Otra", "Prefiero no contestar"]
    assert nueva.con_texto == {"otra"}
    assert [p.numero for p in preguntas_de(contenido).por_clave.values()] == list(range(1, 22))
    otro = con_otra(PARTIDA, Datos("¿Cuál?"), bloque="", titulo_del_bloque="Edad")
    assert preguntas_de(otro).bloques[-1].claves() == ["cual"]
    assert len(preguntas_de(otro).bloques) == len(PARTIDA["bloques"]) + 1


def test_una_opcion_conserva_su_clave_aunque_cambie_de_lugar():
    opciones = ("Estudio", "Familiar", "Refugio", "Otro")
    contenido = con_pregunta(
        PARTIDA, "motivo_de_residencia", Datos("¿Por qué?", opciones=opciones, con_texto=True)
    )
    pregunta = preguntas_de(contenido).por_clave["motivo_de_residencia"]
    assert [c for c, _ in pregunta.opciones] == ["estudio", "familiar", "refugio", "otro", "pnc"]


def test_lo_que_cuenta_la_estadistica_no_cambia_de_opciones():
    contenido = con_pregunta(PARTIDA, "ingresos", Datos("¿Cuánto?", opciones=("Mucho", "Poco")))
    antes, despues = (preguntas_de(c).por_clave["ingresos"] for c in (PARTIDA, contenido))
    assert (despues.texto, despues.opciones) == ("¿Cuánto?", antes.opciones)


def test_las_contadas_son_las_de_las_tablas():
    en_tablas = {p for t in TABLAS for p in t.distintivos.values()}
    en_tablas |= {t.clave.removeprefix("T9-") for t in TABLAS if t.clave.startswith("T9-")}
    assert en_tablas == CONTADAS
    for clave, opciones in (("ingresos", INGRESOS), ("fuente_de_ingresos", FUENTES)):
        suyas = [c for c, _ in preguntas_de(PARTIDA).por_clave[clave].opciones]
        assert suyas == [*(c for c, _ in opciones), "pnc"]


def test_se_mueve_dentro_de_su_bloque_y_en_la_orilla_se_mueve_el_bloque():
    assert claves(movida(PARTIDA, "lengua_indigena", 1))[:3] == [
        "indigena", "pueblo", "lengua_indigena",
    ]  # fmt: skip
    bloques = [b["clave"] for b in movida(PARTIDA, "afromexicana", -1)["bloques"]]
    assert bloques[:3] == ["pueblos", "afromexicana", "discapacidad"]
    assert movida(PARTIDA, "entidad_de_nacimiento", 1) == movida(PARTIDA, "indigena", -1)


def test_se_quita_con_lo_que_la_omitia_y_con_su_bloque():
    contenido = sin_pregunta(PARTIDA, "joven")
    assert preguntas_de(contenido).por_clave["mayor"].salvo is None
    contenido = sin_pregunta(contenido, "mayor")
    assert "edad" not in [b["clave"] for b in contenido["bloques"]]


@pytest.mark.parametrize(
    "cambio",
    [
        lambda: sin_pregunta(PARTIDA, "migrante"),
        lambda: movida(PARTIDA, "migrante", 1),
        lambda: con_otra(PARTIDA, Datos("¿Y?", depende=True), bloque="ingresos"),
        lambda: con_pregunta(PARTIDA, "migrante", Datos("¿Es migrante?", depende=True)),
    ],
)
def test_nada_se_queda_dependiendo_de_lo_que_no_puede(cambio):
    with pytest.raises(CuestionarioMalFormado):
        cambio()


def test_ayuda_es_lo_unico_que_no_cambia_el_sentido():
    migrante = preguntas_de(PARTIDA).por_clave["migrante"]
    ayuda = con_pregunta(
        PARTIDA, "migrante", Datos(migrante.texto, "Ayuda", distintivo=migrante.distintivo)
    )
    assert solo_cambian_ayudas(PARTIDA, ayuda)
    for otro in (
        con_pregunta(PARTIDA, "migrante", Datos("¿Otra?", distintivo=migrante.distintivo)),
        con_pregunta(PARTIDA, "migrante", Datos(migrante.texto)),
        movida(PARTIDA, "pueblo", -1),
        sin_pregunta(PARTIDA, "pueblo"),
    ):
        assert not solo_cambian_ayudas(PARTIDA, otro)


# --- Guardarlo ----------------------------------------------------------------------------------
@pytest.fixture
def version(papeles):
    return crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=PARTIDA)


def cambiar(papeles, contenido, version, quien="coordinacion"):
    return cambiar_preguntas(
        proceso=papeles.proceso,
        contenido=contenido,
        vista=version.pk,
        hecho="Prueba",
        adscripcion=papeles.cuentas[quien],
    )


@pytest.mark.django_db
def test_cada_cambio_es_otra_version_y_un_acto(papeles, version):
    nueva = cambiar(papeles, movida(PARTIDA, "pueblo", -1), version)
    assert cuestionario_de_identidad(papeles.proceso) == nueva != version
    acto = Acto.objects.get(clase=ClaseDeActo.PREPARACION_DE_PROCESO)
    assert acto.autor == papeles.cuentas["coordinacion"].usuario
    assert acto.datos["version"] == nueva.pk
    assert detalle(acto) == "Cuestionario de identidad. Prueba"
    with pytest.raises(PreguntasNoSeCambian, match="Alguien más"):
        cambiar(papeles, PARTIDA, version)
    for quien in ("revision", "enlace", "candidata", "sistemas", "comision"):
        with pytest.raises(PermissionDenied):
            cambiar(papeles, PARTIDA, nueva, quien)


@pytest.mark.django_db
def test_desde_la_primera_respuesta_solo_se_corrigen_ayudas(papeles, version, client):
    firmar(papeles)
    contestar(papeles, "afromexicana", afromexicana="pnc")
    with pytest.raises(PreguntasNoSeCambian, match="Alguien ya contestó"):
        cambiar(papeles, movida(PARTIDA, "pueblo", -1), version)
    client.force_login(papeles.cuentas["coordinacion"].usuario)
    lista = reverse("captura:proceso_preguntas", args=[papeles.proceso.pk])
    pagina = client.get(lista).text
    assert "Alguien ya contestó" in pagina
    assert 'name="subir"' not in pagina
    direccion = reverse("captura:pregunta", args=[papeles.proceso.pk, "pueblo"])
    assert re.findall(r'name="(\w+)"', client.get(direccion).text).count("texto") == 0
    datos = {"version": version.pk, "ayuda": "Una aclaración.", "texto": "¿Otra cosa?"}
    assert client.post(direccion, datos).status_code == 302
    pueblo = preguntas_de(cuestionario_de_identidad(papeles.proceso).contenido).por_clave["pueblo"]
    assert pueblo.ayuda == "Una aclaración."
    assert pueblo.texto == preguntas_de(PARTIDA).por_clave["pueblo"].texto
    nueva = reverse("captura:pregunta_nueva", args=[papeles.proceso.pk])
    vigente = cuestionario_de_identidad(papeles.proceso).pk
    respuesta = client.post(nueva, {"version": vigente, "texto": "¿Más?", "bloque": "edad"})
    assert "Alguien ya contestó" in respuesta.text
    assert CuestionarioDeIdentidad.objects.count() == 2


@pytest.mark.django_db
def test_de_no_preguntar_a_preguntar_y_lo_mal_escrito_se_dice(papeles, client):
    client.force_login(papeles.cuentas["coordinacion"].usuario)
    pk = papeles.proceso.pk
    lista = reverse("captura:proceso_preguntas", args=[pk])
    assert "no pregunta por la identidad" in client.get(lista).text
    client.post(lista, {"empezar": "1"})
    version = cuestionario_de_identidad(papeles.proceso)
    assert len(preguntas_de(version.contenido).por_clave) == 20
    nueva = reverse("captura:pregunta_nueva", args=[pk])
    base = {"version": version.pk, "texto": "¿Habla en señas?"}
    for datos, dice in (
        ({"bloque": ""}, "título del bloque nuevo"),
        ({"bloque": "edad", "opciones": "Una"}, "al menos dos opciones"),
        ({"bloque": "edad", "opciones": "Una\nuna"}, "repetida"),
        ({"bloque": "edad", "opciones": "A\nB", "distintivo": "Persona B"}, "Solo una pregunta"),
        ({"bloque": "edad", "con_texto": "on"}, "no deja escribir"),
        ({"bloque": "ingresos", "depende": "on"}, "no es de Sí o No"),
    ):
        assert dice in client.post(nueva, base | datos).text
    assert client.post(nueva, base | {"titulo_del_bloque": "Lengua de señas"}).status_code == 302
    assert "¿Habla en señas?" in client.get(lista).text
    client.post(lista, {"version": version.pk, "quitar": "pueblo"})
    assert "Alguien más cambió" in client.get(lista).text
    vigente = cuestionario_de_identidad(papeles.proceso).pk
    client.post(lista, {"version": vigente, "quitar": "pueblo"})
    assert len(preguntas_de(cuestionario_de_identidad(papeles.proceso).contenido).por_clave) == 20


@pytest.mark.django_db(transaction=True)
def test_las_preguntas_no_cambian_bajo_quien_esta_contestando(papeles, version, esperar):
    """Contesta y no ha confirmado: quien cambia las preguntas espera, y después ya no puede."""
    firmar(papeles)
    contestado, soltar, cambio = threading.Event(), threading.Event(), []

    def contesta():
        with transaction.atomic():
            contestar(papeles, "afromexicana", afromexicana="pnc")
            contestado.set()
            soltar.wait(20)
        connection.close()

    def cambia():
        try:
            cambio.append(cambiar(papeles, movida(PARTIDA, "pueblo", -1), version))
        except PreguntasNoSeCambian as error:
            cambio.append(str(error))
        connection.close()

    hilos = [threading.Thread(target=hacer) for hacer in (contesta, cambia)]
    hilos[0].start()
    contestado.wait(10)
    hilos[1].start()
    esperar(lambda: cambio or alguien_espera())
    soltar.set()
    for hilo in hilos:
        hilo.join(20)
    assert "Alguien ya contestó" in str(cambio[0])
