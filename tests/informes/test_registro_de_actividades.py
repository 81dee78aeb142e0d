"""El registro que se escribe solo: del acto al renglón, sin que nadie teclee nada."""

import threading
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from captura.models import Canal, Rol
from conoceles.comun import reloj
from informes.calendario import Calendario
from informes.models import Actividad, EstadoDeActividad, InformeMensual
from informes.presentacion import historia
from informes.redaccion import romano
from informes.registro_de_actividades import actividades_del_informe, renglones
from informes.servicios import renglones as servicios
from tests.fabricas import AdscripcionFactory
from tests.informes.conftest import momento

JUNIO = date(2023, 6, 1)


def borrador(proceso, mes=JUNIO):
    calendario = Calendario.de(proceso)
    return calendario, calendario.informe(mes)


def textos(proceso, mes=JUNIO):
    return [a.descripcion for a in actividades_del_informe(*borrador(proceso, mes))]


@pytest.mark.parametrize(
    ("canal", "como"),
    [
        (Canal.SISTEMA, "a través del sistema"),
        (Canal.CORREO, "por correo electrónico"),
        (Canal.OFICIO, "vía oficio"),
    ],
)
def test_una_habilitacion_atendida_es_un_renglon_con_las_palabras_del_instituto(
    proceso, atender, canal, como
):
    atender(siglas="PT", canal=canal)
    assert textos(proceso) == [
        f"Se recibió {como} petición realizada por el partido político PT, para habilitar el "
        "sistema para signar los compromisos por la niñez y la adolescencia de las candidaturas "
        "registradas por el partido, ese mismo día fue atendida y se realizaron las "
        "habilitaciones correspondientes."
    ]


def test_si_se_atendio_otro_dia_el_renglon_dice_las_dos_fechas(proceso, atender):
    atender(recibida=momento(6, 1), atendida=momento(6, 3))
    [texto] = textos(proceso)
    assert "ese mismo día" not in texto
    assert texto.startswith("Se recibió por correo electrónico el 01/06/2023 petición")
    assert "la cual fue atendida el 03/06/2023, fecha en que se realizaron" in texto


def test_el_dia_es_el_de_la_ciudad_de_mexico_no_el_de_utc(proceso, atender):
    atender(recibida=momento(6, 1, 20), atendida=momento(6, 1, 23))
    assert "ese mismo día" in textos(proceso)[0]


def test_una_solicitud_sin_atender_no_es_un_renglon(proceso, personal, atender):
    from captura.models import SolicitudDeHabilitacion

    atender()
    otra = SolicitudDeHabilitacion.objects.get()
    otra.pk, otra.atendida_en = None, None
    otra.save()
    assert len(textos(proceso)) == 1


def test_leer_el_borrador_no_escribe_nada(proceso, atender):
    atender()
    assert len(textos(proceso)) == len(textos(proceso)) == 1
    assert not Actividad.objects.exists()
    assert not InformeMensual.objects.exists()


def test_lo_de_otro_mes_y_lo_de_otro_proceso_no_entran(proceso, atender):
    from tests.fabricas import ProcesoFactory

    atender(recibida=momento(7, 1))
    assert textos(proceso) == []
    assert len(textos(proceso, date(2023, 7, 1))) == 1
    assert textos(ProcesoFactory(clave="otro", vigente=False), date(2023, 7, 1)) == []


def test_aceptar_guarda_el_renglon_una_sola_vez(proceso, atender, personal):
    acto = atender()
    calendario, informe = borrador(proceso)
    [renglon] = renglones(calendario, informe)
    for _ in range(2):
        servicios.decidir(
            informe=informe,
            renglon=renglon,
            estado=EstadoDeActividad.ACEPTADA,
            adscripcion=personal,
        )
    actividad = Actividad.objects.get()
    assert (actividad.origen, actividad.creada_por) == (acto, personal.usuario)
    assert (actividad.informe.mes, actividad.informe.hasta) == (JUNIO, None)
    assert len(textos(proceso)) == 1


def test_lo_que_se_deja_fuera_se_conserva_y_puede_volver(proceso, atender, personal):
    atender()
    calendario, informe = borrador(proceso)
    [renglon] = renglones(calendario, informe)
    fuera = servicios.decidir(
        informe=informe, renglon=renglon, estado=EstadoDeActividad.OMITIDA, adscripcion=personal
    )
    assert textos(proceso) == []
    assert [r.pk for r in renglones(*borrador(proceso))] == [fuera.pk]
    servicios.decidir(
        informe=informe, renglon=fuera, estado=EstadoDeActividad.ACEPTADA, adscripcion=personal
    )
    assert len(textos(proceso)) == 1


def test_editar_la_redaccion_deja_rastro_de_lo_que_decia(proceso, atender, personal):
    atender()
    calendario, informe = borrador(proceso)
    [renglon] = renglones(calendario, informe)
    with reloj.en(momento(6, 5)):
        actividad = servicios.editar_redaccion(
            informe=informe, renglon=renglon, texto="  Otra\n redacción. ", adscripcion=personal
        )
    assert textos(proceso) == ["Otra redacción."]
    hechos = historia(actividad)
    assert [(h.que, h.quien) for h in hechos] == [
        ("Propuesta por el sistema", "Rita Revisora"),
        ("Redacción cambiada", "Rita Revisora"),
    ]
    assert hechos[0].redaccion == renglon.descripcion
    assert hechos[1].momento == momento(6, 5)


@pytest.mark.parametrize("texto", ["", "  \n "])
def test_un_renglon_no_queda_sin_texto(proceso, atender, personal, texto):
    atender()
    calendario, informe = borrador(proceso)
    [renglon] = renglones(calendario, informe)
    with pytest.raises(servicios.RedaccionVacia):
        servicios.editar_redaccion(
            informe=informe, renglon=renglon, texto=texto, adscripcion=personal
        )
    assert not Actividad.objects.exists()


def test_solo_quien_edita_informes_decide(proceso, atender):
    atender()
    calendario, informe = borrador(proceso)
    [renglon] = renglones(calendario, informe)
    with pytest.raises(PermissionDenied):
        servicios.decidir(
            informe=informe,
            renglon=renglon,
            estado=EstadoDeActividad.OMITIDA,
            adscripcion=AdscripcionFactory(rol=Rol.COMISION),
        )


def test_un_informe_aprobado_no_cambia_y_lo_tardio_pasa_al_siguiente(proceso, atender, personal):
    atender()
    calendario, informe = borrador(proceso)
    [renglon] = renglones(calendario, informe)
    aceptada = servicios.decidir(
        informe=informe, renglon=renglon, estado=EstadoDeActividad.ACEPTADA, adscripcion=personal
    )
    InformeMensual.objects.update(
        estado="aprobado", hasta=date(2023, 6, 29), aprobado_el=date(2023, 6, 29)
    )
    atender(siglas="PVEM", recibida=momento(6, 20), atendida=momento(7, 2))
    assert [a.pk for a in renglones(*borrador(proceso))] == [aceptada.pk]
    [tardia] = textos(proceso, date(2023, 7, 1))
    assert "PVEM" in tardia
    with pytest.raises(servicios.InformeYaAprobado):
        servicios.decidir(
            informe=informe,
            renglon=aceptada,
            estado=EstadoDeActividad.OMITIDA,
            adscripcion=personal,
        )


@pytest.mark.django_db(transaction=True)
def test_dos_personas_que_aceptan_a_la_vez_guardan_un_solo_renglon(proceso, atender, personal):
    atender()
    calendario, informe = borrador(proceso)
    [renglon] = renglones(calendario, informe)
    errores, barrera = [], threading.Barrier(4)

    def aceptar():
        try:
            barrera.wait(10)
            servicios.decidir(
                informe=informe,
                renglon=renglon,
                estado=EstadoDeActividad.ACEPTADA,
                adscripcion=personal,
            )
        except Exception as error:  # noqa: BLE001 - el hilo no puede lanzarlo a la prueba
            errores.append(error)
        finally:
            connection.close()

    hilos = [threading.Thread(target=aceptar) for _ in range(4)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(30)
    assert errores == []
    assert Actividad.objects.count() == InformeMensual.objects.count() == 1


def test_los_romanos():
    assert " ".join(romano(n) for n in (1, 4, 7, 9, 14, 40, 49, 88)) == (
        "I IV VII IX XIV XL XLIX LXXXVIII"
    )
