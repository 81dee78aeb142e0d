"""El calendario del informe: qué vence cuándo, qué está hecho y a quién se le recuerda."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from candidaturas.models import Parametro, ProcesoElectoral
from captura.models import Correo, DiaInhabil, Rol
from conoceles.comun import reloj
from informes.calendario import Calendario
from informes.cuantitativo.cortes import pedir_archivo, registrar_corte
from informes.models import InformeMensual
from informes.pasos_del_mes import Paso, de_un_mes, meses
from informes.servicios import registro, sesion
from informes.servicios.recordatorios import recordar_pasos
from tests.fabricas import AdscripcionFactory
from tests.informes.conftest import momento

MAYO, JUNIO = date(2023, 5, 1), date(2023, 6, 1)
PLAZOS = {
    "plazos_en_dias_habiles": "sí",
    "informe_dia_de_corte": "27",
    "informe_dias_cuantitativo": "1",
    "informe_dias_sesion": "2",
    "informe_dias_envio": "3",
    "informe_dias_acuse": "0",
}


@pytest.fixture
def con_plazos(proceso):
    for clave, valor in PLAZOS.items():
        Parametro.objects.create(proceso=proceso, clave=clave, valor=valor, cita="Ejemplo")
    return ProcesoElectoral.objects.get(pk=proceso.pk)


def del_mes(proceso, mes=JUNIO):
    return de_un_mes(Calendario.de(proceso), mes)


def vencimientos(proceso, mes=JUNIO):
    return [p.vence_el and p.vence_el.isoformat()[5:] for p in del_mes(proceso, mes).pasos]


def aprobar(proceso, personal, dia, mes=JUNIO):
    comision = AdscripcionFactory(rol=Rol.COMISION, usuario__nombre="Clara Comisionada")
    with reloj.en(dia):
        informe = Calendario.de(proceso).informe(mes)
        informe = sesion.llevar_a_sesion(informe=informe, adscripcion=personal)
        return sesion.aprobar(
            informe=informe,
            sesion="sesión ordinaria",
            voto="unanimidad",
            aprobado_el=dia.date(),
            adscripcion=comision,
        )


def enviar(proceso, informe, adscripcion, dia):
    return registro.registrar_oficio(
        proceso=proceso,
        datos={
            "sentido": "enviado",
            "canal": "sivople",
            "numero": "IEC/SE/2000/2023",
            "fecha": dia,
            "asunto": "Informe",
            "corresponsal": "INE",
            "informe": informe,
        },
        avisos=[],
        adscripcion=adscripcion,
    )


def test_sin_parametros_nada_vence(proceso):
    with reloj.en(momento(6, 20)):
        assert vencimientos(proceso) == [None] * 5
        assert recordar_pasos() == 0


def test_los_vencimientos_se_cuentan_con_los_dias_del_instituto(con_plazos):
    with reloj.en(momento(5, 20)):
        # El 27 de mayo de 2023 fue sábado; se cuentan lunes, martes, y de ahí tres días y ninguno.
        assert vencimientos(con_plazos, MAYO) == ["05-27", "05-29", "05-30", "06-02", "06-02"]
        DiaInhabil.objects.create(dia=date(2023, 5, 29), motivo="Ejemplo")
        assert vencimientos(con_plazos, MAYO) == ["05-27", "05-30", "05-31", "06-05", "06-05"]


def test_el_corte_cabe_en_febrero(con_plazos):
    Parametro.objects.filter(clave="informe_dia_de_corte").update(valor="31")
    proceso = ProcesoElectoral.objects.get(pk=con_plazos.pk)
    with reloj.en(momento(2, 10)):
        assert vencimientos(proceso, date(2023, 2, 1))[0] == "02-28"


def test_los_pasos_se_derivan_de_lo_que_existe(con_plazos, personal, hacer_trabajos):
    secretaria = AdscripcionFactory(rol=Rol.SECRETARIA, usuario__nombre="Sara Secretaria")

    def hechos():
        return {
            p.paso: (p.hecho.dia.isoformat()[5:], p.hecho.quien)
            for p in del_mes(con_plazos).pasos
            if p.hecho
        }

    corte = momento(6, 27, 18)
    with reloj.en(momento(6, 28)):
        assert hechos() == {}
        registrar_corte(
            proceso=con_plazos, corte=momento(6, 10), clase="parcial", adscripcion=personal
        )
        assert hechos() == {}, "un corte parcial no cierra el mes"
        registrar_corte(proceso=con_plazos, corte=corte, clase="mensual", adscripcion=personal)
        assert hechos() == {Paso.CORTE: ("06-28", "Rita Revisora")}
        pedir_archivo(
            proceso=con_plazos, corte=corte, anterior=None, formato="json", adscripcion=personal
        )
        assert Paso.CUANTITATIVO not in hechos(), "pedirlo no es haberlo hecho"
        hacer_trabajos()
        assert hechos()[Paso.CUANTITATIVO] == ("06-28", "Rita Revisora")
    informe = aprobar(con_plazos, personal, dia=momento(6, 30))
    assert hechos()[Paso.SESION] == ("06-30", "Clara Comisionada")
    with reloj.en(momento(7, 6)):
        # Se cuentan desde la sesión que hubo (viernes 30), no desde la que vencía el jueves 29.
        assert del_mes(con_plazos).paso(Paso.SESION).fue_tarde
        assert vencimientos(con_plazos)[3:] == ["07-05", "07-05"]
        oficio = enviar(con_plazos, informe, secretaria, date(2023, 7, 5))
        assert hechos()[Paso.ENVIO] == ("07-05", "Sara Secretaria")
        assert not del_mes(con_plazos).paso(Paso.ENVIO).fue_tarde
        registro.registrar_acuse(
            oficio=oficio, dia=date(2023, 7, 6), referencia="S-9", adscripcion=personal
        )
        mes = del_mes(con_plazos)
        assert hechos()[Paso.ACUSE] == ("07-06", "Rita Revisora")
        assert mes.cerrado
        assert mes.paso(Paso.ACUSE).fue_tarde
        sesion.corregir(informe=informe, motivo="Una fecha", adscripcion=personal)
        assert del_mes(con_plazos).cerrado, "corregir después no reabre el calendario"


def test_se_ven_el_mes_que_corre_y_los_que_siguen_abiertos(con_plazos):
    InformeMensual.objects.create(proceso=con_plazos, mes=MAYO, desde=MAYO)
    with reloj.en(momento(8, 3)):
        vistos = [m.informe.mes.month for m in meses(Calendario.de(con_plazos))]
    assert vistos == [8, 7, 6, 5], "un mes que nadie empezó también está abierto"


def test_los_recordatorios_salen_una_vez_y_a_quien_le_toca(con_plazos, personal):
    def cuenta(rol, **campos):
        return AdscripcionFactory(rol=rol, usuario__email=f"{rol}@ejemplo.mx", **campos)

    coordinacion, secretaria = cuenta(Rol.COORDINACION), cuenta(Rol.SECRETARIA)
    cuenta(Rol.SISTEMAS)
    cuenta(Rol.REVISION, vence_en=momento(5, 1))
    AdscripcionFactory(rol=Rol.COORDINACION, usuario__email="")
    personal.usuario.email = "rita@ejemplo.mx"
    personal.usuario.save()
    suyos = {personal.usuario.email, coordinacion.usuario.email}

    def asuntos(desde):
        return {(c.para, c.asunto) for c in Correo.objects.filter(creado_en__gte=desde)}

    with reloj.en(momento(6, 22)):
        assert recordar_pasos() == 0, "faltan más de dos días hábiles"
    with reloj.en(momento(6, 25)):
        # Vence el martes 27; desde el domingo quedan dos días hábiles.
        assert recordar_pasos() == len(suyos)
        assert recordar_pasos() == 0
        esperado = "Informe de junio de 2023: Corte, vence el 27 de junio de 2023"
        assert asuntos(momento(6, 25)) == {(para, esperado) for para in suyos}
    with reloj.en(momento(6, 28)):
        recordar_pasos()
        nuevos = asuntos(momento(6, 28))
        assert {asunto.partition(": ")[2] for _, asunto in nuevos} == {
            "Corte, venció el 27 de junio de 2023",
            "Sesión de la Comisión, vence el 29 de junio de 2023",
        }, "el cuantitativo espera al corte; el envío, a la sesión"
    informe = aprobar(con_plazos, personal, dia=momento(6, 29))
    with reloj.en(momento(7, 3)):
        recordar_pasos()
        del_envio = {p for p, asunto in asuntos(momento(7, 3)) if "Envío" in asunto}
        assert del_envio == suyos | {secretaria.usuario.email}
        enviar(con_plazos, informe, personal, date(2023, 7, 3))
        ahora = reloj.ahora() + timedelta(seconds=1)
    with reloj.en(ahora):
        recordar_pasos()
        assert not any("Envío" in asunto for _, asunto in asuntos(ahora))


def test_la_primera_pagina_lo_ensena(con_plazos, personal, entrar):
    aprobar(con_plazos, personal, dia=momento(6, 30))
    cliente = entrar(personal)
    with reloj.en(momento(7, 10)):
        vista = cliente.get(reverse("informes:lista"))
    texto = " ".join(vista.text.split())
    assert "Hecho, fuera de fecha" in texto
    assert "30/06/2023</time>, Clara Comisionada" in texto
    assert "Atrasado" in texto
    assert "Espera a: Envío al INE" in texto
    assert [m.informe.mes.month for m in vista.context["meses"]] == [7, 6]
