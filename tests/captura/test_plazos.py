"""Los plazos: cómo se cuentan, qué los alarga y qué pasa al vencer."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from candidaturas import disponibilidad
from candidaturas.disponibilidad import alargado, medir
from candidaturas.models import Candidatura, Interrupcion, Medicion, Parametro
from captura.flujo import Paso
from captura.models import Acto, ClaseDeActo, Cuestionario, DiaInhabil, Prorroga
from captura.plazos import Calendario, ClaseDePlazo, plazo_de
from captura.servicios.captura import guardar_cuestionario
from captura.servicios.pasos import NuevaObservacion, TransicionNoPermitida, dar_paso
from captura.servicios.plazos import (
    PlazoNoSeMueve,
    conceder_prorroga,
    marcar_inhabil,
    negar_prorroga,
    pedir_prorroga,
)
from conoceles.comun import reloj
from tests.fabricas import ProcesoFactory

pytestmark = pytest.mark.django_db


def momento(mes, dia, hora=12, minuto=0, segundo=0):
    return timezone.make_aware(datetime(2023, mes, dia, hora, minuto, segundo))  # noqa: DTZ001


def fijar(proceso, **parametros):
    for clave, valor in parametros.items():
        Parametro.objects.update_or_create(
            proceso=proceso, clave=clave, defaults={"valor": str(valor), "cita": "Ejemplo"}
        )
    if hasattr(proceso, "_parametros"):
        del proceso._parametros


@pytest.fixture
def con_plazo(papeles):
    """Quince días naturales desde el registro del 31 de marzo: vence al acabar el 15 de abril."""
    fijar(papeles.proceso, dias_captura=15)
    Candidatura.objects.update(registrada_el=date(2023, 3, 31))
    papeles.propio = Cuestionario.objects.get(pk=papeles.propio.pk)
    return papeles


def guardar(papeles, **campos):
    actual = Cuestionario.objects.get(pk=papeles.propio.pk)
    return guardar_cuestionario(
        cuestionario=actual,
        campos=campos or {"pagina_web": "https://ejemplo.mx/"},
        version=actual.version,
        adscripcion=papeles.cuentas["enlace"],
    )


# --- Cómo se cuentan ---------------------------------------------------------------------------
def test_sin_dias_fijados_no_hay_plazo_ni_consultas(papeles, django_assert_num_queries):
    papeles.propio.candidatura.proceso.parametro("dias_captura")
    with django_assert_num_queries(0):
        assert plazo_de(papeles.propio) is None


def test_en_dias_naturales_vence_al_acabar_el_ultimo_dia(con_plazo):
    with reloj.en(momento(4, 14)):
        plazo = plazo_de(con_plazo.propio)
    assert plazo.clase == ClaseDePlazo.CAPTURA
    assert plazo.vence_en == momento(4, 15, 23, 59, 59)
    assert (plazo.quedan, plazo.vencido) == (1, False)


def test_en_dias_habiles_no_cuentan_el_fin_de_semana_ni_los_inhabiles(con_plazo):
    fijar(con_plazo.proceso, dias_captura=5, plazos_en_dias_habiles="sí")
    DiaInhabil.objects.create(dia=date(2023, 4, 6), motivo="Ejemplo")
    # Viernes 31 de marzo: cuentan lunes 3, martes 4, miércoles 5, viernes 7 y lunes 10.
    cuestionario = Cuestionario.objects.get(pk=con_plazo.propio.pk)
    with reloj.en(momento(4, 5)):
        plazo = plazo_de(cuestionario)
    assert timezone.localdate(plazo.vence_en) == date(2023, 4, 10)
    assert plazo.quedan == 2


def test_sabado_y_domingo_cuentan_si_asi_se_fija(con_plazo):
    fijar(
        con_plazo.proceso,
        dias_captura=5,
        plazos_en_dias_habiles="sí",
        fin_de_semana_inhabil="no",
    )
    plazo = plazo_de(Cuestionario.objects.get(pk=con_plazo.propio.pk))
    assert timezone.localdate(plazo.vence_en) == date(2023, 4, 5)


def test_la_captura_no_empieza_antes_de_su_fecha(con_plazo):
    fijar(con_plazo.proceso, captura_desde="2023-04-10")
    plazo = plazo_de(Cuestionario.objects.get(pk=con_plazo.propio.pk))
    assert timezone.localdate(plazo.vence_en) == date(2023, 4, 25)


@given(dias=st.integers(0, 60), desde=st.dates(date(2023, 1, 1), date(2023, 12, 31)))
def test_sumar_y_contar_son_lo_mismo_al_reves(dias, desde):
    proceso = ProcesoFactory.build(pk=1)
    proceso._parametros = {"plazos_en_dias_habiles": "sí"}
    calendario = Calendario(proceso)
    calendario.__dict__["_inhabiles"] = {date(2023, 5, 1), date(2023, 5, 5)}
    assert calendario.contar(desde, calendario.sumar(desde, dias)) == dias


def test_el_requerimiento_corre_desde_la_ultima_observacion(con_plazo):
    fijar(con_plazo.proceso, dias_requerimiento=3, foto_obligatoria="no", dias_verificacion=5)
    uttai = con_plazo.cuentas["revision"]
    with reloj.en(momento(4, 3)):
        guardar(con_plazo)
        dar_paso(
            cuestionario=con_plazo.propio,
            paso=Paso.ENVIAR,
            adscripcion=con_plazo.cuentas["enlace"],
        )
    enviado = Cuestionario.objects.get(pk=con_plazo.propio.pk)
    plazo = plazo_de(enviado)
    assert plazo.clase == ClaseDePlazo.VERIFICACION
    assert timezone.localdate(plazo.vence_en) == date(2023, 4, 8)
    with reloj.en(momento(4, 20)):
        dar_paso(cuestionario=enviado, paso=Paso.REVISAR, adscripcion=uttai)
        dar_paso(
            cuestionario=enviado,
            paso=Paso.OBSERVAR,
            adscripcion=uttai,
            observaciones=(NuevaObservacion("propuesta_1", "formato", "Complete."),),
        )
        plazo = plazo_de(Cuestionario.objects.get(pk=enviado.pk))
    assert plazo.clase == ClaseDePlazo.REQUERIMIENTO
    assert plazo.vence_en == momento(4, 23, 23, 59, 59), "el de captura venció y ya no importa"
    with reloj.en(momento(4, 22)):
        guardar(con_plazo)
    with reloj.en(momento(4, 24)), pytest.raises(PermissionDenied):
        guardar(con_plazo)


# --- Qué pasa al vencer ------------------------------------------------------------------------
def test_al_vencer_no_se_guarda_ni_se_envia(con_plazo):
    with reloj.en(momento(4, 15, 23, 59, 59)):
        guardar(con_plazo)
    with reloj.en(momento(4, 16, 0, 0)):
        with pytest.raises(PermissionDenied):
            guardar(con_plazo)
        with pytest.raises(TransicionNoPermitida, match="venció"):
            dar_paso(
                cuestionario=con_plazo.propio,
                paso=Paso.ENVIAR,
                adscripcion=con_plazo.cuentas["enlace"],
            )


def test_lo_escrito_al_vencer_se_devuelve_y_se_dice_como_pedir_mas(con_plazo, client):
    client.force_login(con_plazo.cuentas["enlace"].usuario)
    direccion = reverse("captura:cuestionario", args=[con_plazo.propio.pk])
    with reloj.en(momento(4, 15)):
        pagina = client.get(direccion)
        assert "hasta el 15 de abril de 2023, 23:59" in pagina.text
    with reloj.en(momento(4, 16)):
        respuesta = client.post(
            direccion,
            {"version": con_plazo.propio.version, "propuesta_1": "Lo que iba escribiendo."},
        )
        leida = client.get(direccion).text
    assert respuesta.status_code == 409
    assert "Lo que iba escribiendo." in respuesta.text
    pedir = reverse("captura:prorroga_pedir", args=[con_plazo.propio.pk])
    assert pedir in respuesta.text
    assert "venció el 15 de abril" in leida
    assert pedir in leida


# --- Prórrogas ---------------------------------------------------------------------------------
def test_una_prorroga_concedida_deja_escribir_otra_vez(con_plazo):
    enlace, coordinacion = con_plazo.cuentas["enlace"], con_plazo.cuentas["coordinacion"]
    with reloj.en(momento(4, 17)):
        prorroga = pedir_prorroga(
            cuestionario=con_plazo.propio, motivo="Hubo un apagón.", adscripcion=enlace
        )
        with pytest.raises(PlazoNoSeMueve, match="Ya hay una"):
            pedir_prorroga(cuestionario=con_plazo.propio, motivo="Otra.", adscripcion=enlace)
        with pytest.raises(PlazoNoSeMueve, match="posterior"):
            conceder_prorroga(
                prorroga=prorroga, hasta=momento(4, 16), respuesta="", adscripcion=coordinacion
            )
        conceder_prorroga(
            prorroga=prorroga,
            hasta=momento(4, 20, 23, 59, 59),
            respuesta="Procede.",
            adscripcion=coordinacion,
        )
        guardar(con_plazo)
        with pytest.raises(PlazoNoSeMueve, match="ya se resolvió"):
            negar_prorroga(prorroga=prorroga, respuesta="No.", adscripcion=coordinacion)
    with reloj.en(momento(4, 21)), pytest.raises(PermissionDenied):
        guardar(con_plazo)
    actos = Acto.objects.filter(candidatura=con_plazo.propio.candidatura)
    assert actos.filter(clase=ClaseDeActo.SOLICITUD_DE_PRORROGA).count() == 1
    assert actos.get(clase=ClaseDeActo.PRORROGA).datos["estado"] == "concedida"


@pytest.mark.parametrize(
    "papel", ["enlace", "capturista", "candidata", "revision", "comision", "secretaria", "sistemas"]
)
def test_solo_coordinacion_resuelve_y_mueve_el_calendario(con_plazo, papel):
    prorroga = pedir_prorroga(
        cuestionario=con_plazo.propio, motivo="Más.", adscripcion=con_plazo.cuentas["enlace"]
    )
    cuenta = con_plazo.cuentas[papel]
    with pytest.raises(PermissionDenied):
        conceder_prorroga(
            prorroga=prorroga,
            hasta=reloj.ahora() + timedelta(days=3),
            respuesta="",
            adscripcion=cuenta,
        )
    with pytest.raises(PermissionDenied):
        marcar_inhabil(
            dia=date(2023, 5, 1), motivo="x", proceso=con_plazo.proceso, adscripcion=cuenta
        )
    prorroga.refresh_from_db()
    assert prorroga.estado == "pedida"


def test_la_prorroga_se_pide_y_se_concede_en_pantalla(con_plazo, client):
    with reloj.en(momento(4, 17)):
        client.force_login(con_plazo.cuentas["enlace"].usuario)
        client.post(
            reverse("captura:prorroga_pedir", args=[con_plazo.propio.pk]), {"motivo": "Apagón."}
        )
        prorroga = Prorroga.objects.get()
        client.force_login(con_plazo.cuentas["coordinacion"].usuario)
        assert "Apagón." in client.get(reverse("captura:prorroga", args=[prorroga.pk])).text
        respuesta = client.post(
            reverse("captura:prorroga", args=[prorroga.pk]),
            {"decision": "conceder", "hasta": "2023-04-19", "respuesta": ""},
        )
        assert respuesta.status_code == 302
        assert "19/04/2023" in client.get(reverse("captura:plazos")).text
        plazo = plazo_de(Cuestionario.objects.get(pk=con_plazo.propio.pk))
    assert plazo.vence_en == momento(4, 19, 23, 59, 59)
    assert plazo.con_prorroga


# --- Lo que el sitio no respondió --------------------------------------------------------------
VENCE = momento(4, 15, 23, 59, 59)


def tramo(antes_de_vencer: int, minutos: int):
    desde = VENCE - timedelta(minutes=antes_de_vencer)
    return desde, desde + timedelta(minutes=minutos)


@pytest.mark.parametrize(
    ("tramos", "minutos"),
    [
        ([], 0),
        ([tramo(60, 20)], 20),
        ([tramo(60, 9)], 0),  # no llega al mínimo
        ([tramo(120, 6), tramo(60, 6)], 12),  # juntas sí
        ([tramo(26 * 60, 30)], 0),  # fuera de la ventana
        ([tramo(24 * 60 + 10, 30)], 20),  # solo lo de adentro
        ([tramo(15, 45)], 45),  # siguió caído después de vencer
        ([tramo(60, 20), tramo(-15, 10)], 30),  # y otra vez durante lo alargado
        ([tramo(60, 20), tramo(-60, 10)], 20),
    ],
)
def test_una_caida_alarga_lo_que_dice_la_regla(tramos, minutos):
    hasta, sumados = alargado(VENCE, tramos, ventana_horas=24, minimo=10)
    assert (hasta - VENCE, sumados) == (timedelta(minutes=minutos), minutos)


def test_sin_regla_las_caidas_no_alargan():
    assert alargado(VENCE, [tramo(60, 20)], ventana_horas=None, minimo=1) == (VENCE, 0)


def test_la_caida_medida_deja_guardar_despues_de_vencer(con_plazo):
    Interrupcion.objects.create(
        desde=momento(4, 15, 20), hasta=momento(4, 15, 22), motivo="sin_respuesta"
    )
    with reloj.en(momento(4, 16, 1)), pytest.raises(PermissionDenied):
        guardar(con_plazo)
    fijar(con_plazo.proceso, caida_ventana_horas=24)
    with reloj.en(momento(4, 16, 1)):
        guardar(con_plazo)
        assert plazo_de(Cuestionario.objects.get(pk=con_plazo.propio.pk)).minutos_por_caidas == 120
    with reloj.en(momento(4, 16, 2, 1)), pytest.raises(PermissionDenied):
        guardar(con_plazo)


def test_se_mide_lo_que_no_respondio_y_lo_que_no_se_midio():
    def en(minuto, segundo=0, *, responde=True):
        with reloj.en(momento(5, 2, 10, minuto, segundo)):
            return medir(responde=responde)

    assert en(0) is None
    assert en(1) is None
    en(2, responde=False)
    en(3, responde=False)
    assert en(4) is None
    assert en(20) is not None
    tramos = Interrupcion.objects.order_by("desde").values_list("motivo", "desde", "hasta")
    assert list(tramos) == [
        ("sin_respuesta", momento(5, 2, 10, 1), momento(5, 2, 10, 3)),
        ("sin_medicion", momento(5, 2, 10, 4), momento(5, 2, 10, 20)),
    ]
    assert en(5) is None, "el reloj de la demostración puede regresar"
    assert Interrupcion.objects.count() == 2
    assert Medicion.objects.count() == 1


def test_se_pregunta_por_la_red_si_el_sitio_responde(settings, live_server):
    assert disponibilidad.sitio_responde(), "sin dirección no se pregunta"
    settings.SALUD_URL = f"{live_server.url}/no-existe/"
    assert not disponibilidad.sitio_responde()
    settings.SALUD_URL = f"{live_server.url}/informacion/disponibilidad/"
    assert disponibilidad.sitio_responde()
    settings.SALUD_URL = "http://127.0.0.1:9/salud/"
    assert not disponibilidad.sitio_responde()


def test_la_pagina_publica_dice_la_regla_y_lo_medido(client):
    proceso = ProcesoFactory()
    direccion = reverse("candidaturas:disponibilidad")
    vacia = client.get(direccion).text
    assert "no tiene fijada una regla" in vacia
    fijar(proceso, caida_ventana_horas=24, caida_minima_minutos=10)
    Interrupcion.objects.create(
        desde=momento(5, 2, 10), hasta=momento(5, 2, 10, 25), motivo="sin_respuesta"
    )
    pagina = client.get(direccion).text
    assert "las 24 horas anteriores" in pagina
    assert "al menos 10 minutos" in pagina
    assert "2 de mayo de 2023, 10:00" in pagina
    assert ">25<" in pagina
    assert direccion in client.get(reverse("candidaturas:informacion")).text
