"""El tablero: a quién le falta qué, cuánto le queda, y los recordatorios que deja escritos."""

import csv
import io
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from candidaturas.models import Candidatura, Parametro
from captura import tablero
from captura.demostracion.consentimientos import TEXTOS
from captura.escaneos import Pagina
from captura.models import Acto, ClaseDeActo, Correo, Cuestionario, Recordatorio
from captura.reglas import incumplimientos
from captura.servicios.consentimientos import (
    Decision,
    firmar_consentimiento,
    registrar_papel,
    retirar_consentimiento,
    validar_consentimiento,
)
from captura.servicios.formatos import crear_formato
from captura.servicios.recordatorios import NoSeRecuerda, recordar
from captura.tablero import Apremio, Falta, Orden, acotar, renglones
from conoceles.comun import reloj
from tests.fabricas import CuestionarioFactory, FormulaFactory

pytestmark = pytest.mark.django_db


def momento(mes, dia, hora=12):
    return timezone.make_aware(datetime(2023, mes, dia, hora))  # noqa: DTZ001


@pytest.fixture
def con_plazo(papeles):
    Parametro.objects.create(proceso=papeles.proceso, clave="dias_captura", valor="15")
    Candidatura.objects.update(registrada_el=date(2023, 3, 31))
    return papeles


def todos(papeles, papel="enlace"):
    alcance = Cuestionario.objects.visibles_para(papeles.cuentas[papel])
    return renglones(alcance, papeles.proceso, papeles.cuentas[papel])


def vaciar(cuestionario, **campos):
    Cuestionario.objects.filter(pk=cuestionario.pk).update(**campos)


# --- Qué falta ---------------------------------------------------------------------------------
def test_dice_lo_que_falta_y_lo_que_no(papeles):
    vaciar(papeles.propio, propuesta_1="", escolaridad="", estatus_escolaridad="")
    suyo = next(r for r in todos(papeles) if r.pk == papeles.propio.pk)
    assert suyo.faltas == (Falta.RESPUESTAS, Falta.FOTO)
    assert suyo.cuantas == 3
    tablero.completar([suyo], papeles.proceso)
    assert suyo.detalle == ["Fotografía", "Grado máximo de estudios", "Propuesta 1"]


def test_el_avance_no_baja_por_escribir_a_medias(papeles, client):
    client.force_login(papeles.cuentas["enlace"].usuario)
    direccion = reverse("captura:cuestionario", args=[papeles.propio.pk])
    vaciar(papeles.propio, propuesta_1="", propuesta_2="")
    assert "5 de 8 puntos completos" in client.get(direccion).text
    vaciar(papeles.propio, propuesta_1="Apenas esto.")
    assert "5 de 8 puntos completos" in client.get(direccion).text


@pytest.mark.parametrize(
    "campos",
    [
        {},
        {"telefonos": []},
        {"telefonos": [], "redes": ["https://redes.example.com/x"]},
        {"motivo_cargo_publico": ""},
        {"propuesta_genero": ""},
        {"escolaridad": ""},
        {"historia_profesional": "", "trayectoria_politica": "", "propuesta_2": ""},
    ],
)
def test_la_base_cuenta_lo_mismo_que_las_reglas(papeles, campos):
    """El filtro y el orden se deciden sin leer los textos; las reglas son las que mandan."""
    vaciar(papeles.propio, **campos)
    actual = Cuestionario.objects.get(pk=papeles.propio.pk)
    segun_reglas = [
        f for f in incumplimientos(actual) if f.clave not in {"CC-01", "CC-04", "CC-06", "CC-07"}
    ]
    suyo = next(r for r in todos(papeles) if r.pk == actual.pk)
    assert suyo.cuantas - 1 == len(segun_reglas), "la otra es la fotografía"


def test_dice_el_consentimiento_de_cada_quien(papeles):
    suyo = papeles.propio.candidatura
    assert Falta.CONSENTIMIENTO not in todos(papeles)[0].faltas, "sin formato no hay qué firmar"
    formato = crear_formato(papeles.proceso, "Uno", TEXTOS, None)

    def renglon():
        return next(r for r in todos(papeles) if r.candidatura_id == suyo.pk)

    assert Falta.CONSENTIMIENTO in renglon().faltas
    en_papel = registrar_papel(
        candidatura=suyo,
        formato=formato,
        decision=Decision(tratamiento=True),
        firmante="Persona Ficticia",
        firmado_el=reloj.hoy(),
        evidencia=Pagina.de(b"hoja"),
        adscripcion=papeles.cuentas["enlace"],
    )
    assert Falta.CONSENTIMIENTO not in renglon().faltas, "ya le toca al instituto"
    assert renglon().consentimiento == "En papel, por validar"
    en_papel = validar_consentimiento(
        consentimiento=en_papel, adscripcion=papeles.cuentas["revision"]
    )
    assert renglon().consentimiento == "Tratamiento sí, publicación no, estadística no"
    retirar_consentimiento(
        consentimiento=en_papel, motivo="Escrito.", adscripcion=papeles.cuentas["revision"]
    )
    assert (renglon().consentimiento, Falta.CONSENTIMIENTO in renglon().faltas) == ("", True)


def test_quien_solo_lee_la_coalicion_no_ve_su_consentimiento(papeles, client):
    formato = crear_formato(papeles.proceso, "Uno", TEXTOS, None)
    firmar_consentimiento(
        candidatura=papeles.cuestionario.candidatura,
        formato=formato,
        decision=Decision(tratamiento=True, publicacion=True, estadistica=True),
        firmante="Persona Ficticia",
        adscripcion=papeles.cuentas["candidata"],
    )
    for papel, lo_ve in (("enlace", True), ("enlace_de_coalicion_que_lee", False)):
        client.force_login(papeles.cuentas[papel].usuario)
        for direccion in ("captura:tablero", "captura:tablero_csv"):
            assert ("Sí a las tres preguntas" in client.get(reverse(direccion)).text) == lo_ve
    assert all(
        Falta.CONSENTIMIENTO not in r.faltas for r in todos(papeles, "enlace_de_coalicion_que_lee")
    )


def test_a_lo_enviado_no_le_falta_nada_ni_a_quien_ya_salio(papeles):
    vaciar(papeles.propio, estado="enviado", propuesta_1="")
    Candidatura.objects.filter(pk=papeles.cuestionario.candidatura_id).update(
        estado_registro="renuncia", baja_el=date(2023, 5, 1)
    )
    (unico,) = todos(papeles)
    assert (unico.pk, unico.faltas) == (papeles.propio.pk, ())


def test_filtra_y_ordena(con_plazo):
    vaciar(con_plazo.propio, propuesta_1="", propuesta_2="")
    Candidatura.objects.filter(pk=con_plazo.propio.candidatura_id).update(
        registrada_el=date(2023, 4, 10)
    )
    with reloj.en(momento(4, 20)):
        lista = todos(con_plazo)
    propio, coalicion = con_plazo.propio.pk, con_plazo.cuestionario.pk

    def claves(**criterios):
        return [r.pk for r in acotar(lista, **criterios)]

    assert claves(falta=Falta.RESPUESTAS) == [propio]
    assert claves(apremio=Apremio.VENCIDO) == [coalicion]
    assert claves(apremio=Apremio.POR_VENCER) == []
    assert claves(orden=Orden.VENCE) == [coalicion, propio]
    assert claves(orden=Orden.FALTAN) == [propio, coalicion]


def test_cada_quien_ve_lo_suyo_y_uttai_todo(papeles, client):
    nombres = {
        papeles.propio.candidatura.nombre: ("enlace", "capturista", "revision", "coordinacion"),
        papeles.cuestionario.candidatura.nombre: (
            "enlace",
            "enlace_de_coalicion_que_lee",
            "candidata",
            "revision",
            "coordinacion",
        ),
    }
    for papel in ("enlace", "enlace_de_coalicion_que_lee", "otro_enlace", "candidata", "revision"):
        client.force_login(papeles.cuentas[papel].usuario)
        for direccion in ("captura:tablero", "captura:tablero_csv"):
            texto = client.get(reverse(direccion)).content.decode()
            for nombre, quienes in nombres.items():
                assert (nombre in texto) == (papel in quienes), (papel, direccion)


def test_el_numero_de_consultas_no_crece(con_plazo, client, django_assert_max_num_queries):
    client.force_login(con_plazo.cuentas["enlace"].usuario)
    direccion = reverse("captura:tablero")
    client.get(direccion)
    with django_assert_max_num_queries(25) as pocas:
        client.get(direccion)
    for _ in range(12):
        CuestionarioFactory(candidatura__formula=FormulaFactory(actor=con_plazo.a))
    with django_assert_max_num_queries(len(pocas)):
        client.get(direccion)


def test_la_hoja_neutraliza_formulas(papeles, client):
    Candidatura.objects.filter(pk=papeles.propio.candidatura_id).update(nombre="=2+2")
    client.force_login(papeles.cuentas["enlace"].usuario)
    respuesta = client.get(reverse("captura:tablero_csv"), {"falta": "foto"})
    filas = list(csv.DictReader(io.StringIO(respuesta.content.decode("utf-8-sig"))))
    assert "'=2+2" in {f["nombre"] for f in filas}
    assert all("Fotografía" in f["le_falta"] for f in filas)


# --- Recordar ----------------------------------------------------------------------------------
def pedir(papeles, papel, *cuestionarios):
    return recordar(
        cuestionarios=[c.pk for c in cuestionarios],
        proceso=papeles.proceso,
        adscripcion=papeles.cuentas[papel],
    )


@pytest.fixture
def con_correos(con_plazo):
    for papel in ("enlace", "candidata"):
        usuario = con_plazo.cuentas[papel].usuario
        usuario.email = f"{papel}@example.org"
        usuario.save()
    return con_plazo


def test_cada_recordatorio_es_un_correo_y_deja_constancia(con_correos):
    with reloj.en(momento(4, 10)):
        resultado = pedir(con_correos, "revision", con_correos.propio, con_correos.cuestionario)
    assert resultado.enviados == 2
    recordatorio = Recordatorio.objects.get(candidatura=con_correos.propio.candidatura)
    assert recordatorio.faltaba == ["Fotografía"]
    assert recordatorio.vencia_en == momento(4, 15, 23) + timedelta(minutes=59, seconds=59)
    correo = recordatorio.correo
    assert correo.para == "enlace@example.org"
    assert con_correos.propio.candidatura.nombre in correo.asunto
    for dicho in ("- Fotografía", "15 de abril de 2023, 23:59", f"/{con_correos.propio.pk}/"):
        assert dicho in correo.cuerpo
    acto = Acto.objects.get(clase=ClaseDeActo.RECORDATORIO)
    assert acto.datos == {"candidaturas": 2}


def test_el_enlace_recuerda_a_la_persona(con_correos):
    assert pedir(con_correos, "enlace", con_correos.cuestionario).enviados == 1
    assert Correo.objects.get().para == "candidata@example.org"


def test_uno_por_dia_y_sin_faltas_ninguno(con_correos):
    vaciar(con_correos.cuestionario, estado="enviado")
    ambos = (con_correos.propio, con_correos.cuestionario)
    with reloj.en(momento(4, 10)):
        primero = pedir(con_correos, "revision", *ambos)
        segundo = pedir(con_correos, "revision", *ambos)
    assert (primero.enviados, primero.sin_faltas) == (1, 1)
    assert (segundo.enviados, segundo.repetidos) == (0, 1)
    with reloj.en(momento(4, 11)):
        assert pedir(con_correos, "revision", *ambos).enviados == 1
    assert Correo.objects.count() == Recordatorio.objects.count() == 2


def test_sin_correo_lo_dice_y_sirve_el_de_aclaraciones(con_plazo):
    assert pedir(con_plazo, "revision", con_plazo.propio).sin_correo == 1
    vaciar(con_plazo.propio, correo_aclaraciones="aclaraciones@example.org")
    assert pedir(con_plazo, "revision", con_plazo.propio).enviados == 1
    assert Correo.objects.get().para == "aclaraciones@example.org"


def test_nadie_recuerda_lo_que_no_captura(con_correos):
    for papel in ("otro_enlace", "enlace_de_coalicion_que_lee"):
        with pytest.raises(NoSeRecuerda):
            pedir(con_correos, papel, con_correos.propio, con_correos.cuestionario)
    for papel in ("capturista", "candidata", "comision", "secretaria", "sistemas"):
        with pytest.raises(PermissionDenied):
            pedir(con_correos, papel, con_correos.propio)
    assert not Correo.objects.exists()


def test_se_recuerda_desde_el_tablero_y_se_ve_la_constancia(con_correos, client):
    client.force_login(con_correos.cuentas["enlace"].usuario)
    recordar_ = reverse("captura:recordar")
    vacia = client.post(recordar_, follow=True).text
    assert "Elija al menos una" in vacia
    sin_correo = client.post(recordar_, {"elegidas": [con_correos.propio.pk]}, follow=True).text
    assert "Sin correo a dónde escribir: 1. Ponga su correo para aclaraciones" in sin_correo
    vaciar(con_correos.propio, correo_aclaraciones="aclaraciones@example.org")
    hecho = client.post(
        f"{recordar_}?falta=foto", {"elegidas": [con_correos.propio.pk, "x"]}, follow=True
    )
    assert hecho.redirect_chain[0][0].endswith("?falta=foto"), "conserva los filtros"
    assert "Recordatorios por enviar: 1." in hecho.text
    constancia = client.get(reverse("captura:recordatorios")).text
    assert con_correos.propio.candidatura.nombre in constancia
    assert "Por enviar" in constancia
    client.force_login(con_correos.cuentas["revision"].usuario)
    client.post(f"{recordar_}?falta=foto", {"todas": "1"})
    assert Recordatorio.objects.count() == 2
