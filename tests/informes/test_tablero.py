"""El tablero: lo mismo que dicen los cortes, día por día, y sus hojas de cálculo."""

import random
from datetime import date, timedelta

import pytest
from django.urls import reverse

from candidaturas.models import Candidatura, EstadoDeRegistro, Visita
from captura.bitacora import anotar
from captura.models import Adscripcion, ClaseDeActo, Cuestionario, Estado, Rol
from conoceles.comun import reloj
from informes.cuantitativo.historia import SIN_CAPTURAR, registros
from informes.cuantitativo.por_dia import avance_por_dia
from informes.cuantitativo.tabla import Parte
from informes.tablero import tablas
from tests.fabricas import (
    ActorFactory,
    AdscripcionFactory,
    CuestionarioFactory,
    ProcesoFactory,
)
from tests.informes.conftest import momento

DESDE, HASTA = date(2023, 6, 1), date(2023, 6, 10)


def candidatura(proceso, actor, **campos):
    return CuestionarioFactory(
        candidatura__formula__actor=actor,
        candidatura__formula__eleccion__cargo__proceso=proceso,
        **campos,
    )


def tabla(proceso, clave, desde=DESDE, hasta=HASTA):
    return next(t for t in tablas(proceso, desde, hasta) if t.clave == clave)


def dar_estado(cuestionario, estado):
    """Sin el camino completo: aquí solo importa la historia que escriben los disparadores."""
    Cuestionario.objects.filter(pk=cuestionario.pk).update(estado=estado)


def dar_registro(cuestionario, registro):
    en_boleta = registro == EstadoDeRegistro.REGISTRADA
    Candidatura.objects.filter(pk=cuestionario.candidatura_id).update(
        estado_registro=registro, baja_el=None if en_boleta else DESDE
    )


@pytest.mark.parametrize("semilla", range(3))
def test_cada_dia_dice_lo_mismo_que_su_corte(proceso, semilla):
    azar = random.Random(semilla)
    actores = [ActorFactory(proceso=proceso) for _ in range(3)]
    ajena = ActorFactory(proceso=ProcesoFactory(clave="otro", vigente=False))
    with reloj.en(momento(5, 20)):
        cuestionarios = [candidatura(proceso, azar.choice(actores)) for _ in range(6)]
        candidatura(ajena.proceso, ajena)
    for _ in range(40):
        with reloj.en(momento(6, 1, 0) + timedelta(hours=azar.randrange(9 * 24))):
            elegido = azar.choice(cuestionarios)
            cambio = azar.random()
            if cambio < 0.7:
                dar_estado(elegido, azar.choice([Estado.EN_CAPTURA, Estado.ENVIADO]))
            elif cambio < 0.85:
                formula = elegido.candidatura.formula
                type(formula).objects.filter(pk=formula.pk).update(actor=azar.choice(actores))
            else:
                dar_registro(elegido, azar.choice(list(EstadoDeRegistro)))
    dias = avance_por_dia(proceso, DESDE, HASTA)
    assert [d.dia for d in dias] == [DESDE + timedelta(days=n) for n in range(10)]
    with reloj.en(momento(6, 20)):
        for dia in dias:
            corte = momento(6, dia.dia.day, 23).replace(minute=59, second=59, microsecond=999999)
            esperado = {}
            for r in registros(proceso, corte):
                if r.estado_registro == EstadoDeRegistro.REGISTRADA:
                    suyo = esperado.setdefault(r.actor, [0, 0])
                    suyo[0] += 1
                    suyo[1] += r.estado not in SIN_CAPTURAR
            assert {
                actor: [a.registradas, a.capturadas] for actor, a in dia.por_actor.items()
            } == esperado


def test_los_actores_van_en_el_orden_del_registro(proceso):
    with reloj.en(momento(6, 2)):
        for orden, siglas in ((3, "AAA"), (1, "ZZZ"), (2, "MMM")):
            candidatura(proceso, ActorFactory(proceso=proceso, siglas=siglas, orden=orden))
    assert tabla(proceso, "avance-por-actor-y-dia").columnas == ("Día", "ZZZ", "MMM", "AAA")


def test_lo_que_detiene_cuenta_cada_candidatura_una_vez(proceso):
    actor = ActorFactory(proceso=proceso)
    with reloj.en(momento(6, 2)):
        enviada, *_ = [
            candidatura(proceso, actor, estado=estado, huella_verificada="x" * 64)
            for estado in (Estado.ENVIADO, Estado.ENVIADO, Estado.PUBLICADO, Estado.SIN_DATOS)
        ]
        retirada = candidatura(proceso, actor, estado=Estado.ENVIADO)
        dar_registro(retirada, EstadoDeRegistro.RENUNCIA)
    with reloj.en(momento(6, 5)):
        Cuestionario.objects.filter(pk=enviada.pk).update(pagina_web="https://ejemplo.mx/")
    with reloj.en(momento(6, 9)):
        vista = tabla(proceso, "detiene-la-publicacion")
    filas = {fila[0]: fila for fila in vista.filas}
    assert filas["Por tomar para revisión"][2:] == (2, Parte(2, 3), "7 días")
    assert filas["Sin datos capturados"][2] == 1
    assert filas["Total"][2] == 3
    assert vista.descuadres() == []
    assert "3 de 4 candidaturas" in vista.nota


def test_la_carga_dice_que_hizo_cada_quien(proceso, personal):
    zoila = AdscripcionFactory(rol=Rol.COORDINACION, usuario__nombre="Ana Coordinadora")
    AdscripcionFactory(rol=Rol.COMISION, usuario__nombre="Clara Comisionada")
    for autor, dia in ((personal, 3), (personal, 4), (zoila, 5), (personal, 20)):
        with reloj.en(momento(6, dia)):
            anotar(clase=ClaseDeActo.VERIFICACION, proceso=proceso, autor=autor.usuario)
    Adscripcion.objects.filter(pk=zoila.pk).update(vence_en=momento(6, 6))
    with reloj.en(momento(6, 21)):
        filas = tabla(proceso, "carga-de-la-revision").filas
    assert [(f[0], f[4]) for f in filas] == [
        ("Ana Coordinadora", 1), ("Rita Revisora", 2), ("Total", 3),
    ]  # fmt: skip


def test_las_visitas_por_dia_pagina_y_codigo(proceso):
    for dia, pagina, codigo, cuantas in (
        (3, "inicio", "", 5), (3, "detalle", "feria", 7), (4, "detalle", "feria", 2),
    ):  # fmt: skip
        Visita.objects.create(dia=date(2023, 6, dia), pagina=pagina, codigo=codigo, cuantas=cuantas)
    Visita.objects.create(dia=date(2023, 7, 1), pagina="inicio", codigo="", cuantas=99)
    por_dia = dict(fila[:2] for fila in tabla(proceso, "visitas-por-dia").filas)
    assert (por_dia["03/06/2023"], por_dia["04/06/2023"], por_dia["05/06/2023"]) == (12, 2, 0)
    assert tabla(proceso, "visitas-por-pagina").filas[1] == (
        "Portada", 5, Parte(5, 14),
    )  # fmt: skip
    assert dict(f[:2] for f in tabla(proceso, "visitas-por-codigo").filas) == {
        "Sin código": 5, "feria": 9, "Total": 14,
    }  # fmt: skip


def test_en_pantalla_y_en_csv(proceso, personal, entrar):
    with reloj.en(momento(6, 2)):
        candidatura(proceso, ActorFactory(proceso=proceso, nombre="=1+1", siglas="X"))
    cliente = entrar(personal)
    with reloj.en(momento(6, 10)):
        vista = cliente.get(reverse("informes:tablero", args=[proceso.clave]))
        assert "12/05/2023" in vista.text, "sin decir cuáles, treinta días"
        assert vista.context["form"].cleaned_data["hasta"] == HASTA
        dias = {"desde": "2023-06-09", "hasta": "2023-06-10"}
        hoja = reverse("informes:tablero_csv", args=[proceso.clave, "avance-por-actor"])
        renglones = cliente.get(hoja, dias).content.decode("utf-8-sig").splitlines()
        assert renglones[1:] == ["'=1+1,1,0,0.0,0,0.0", "Total,1,0,0.0,0,0.0"]
        for mal, dicho in (
            ({"desde": "2023-06-10", "hasta": "2023-06-01"}, "Termina antes"),
            ({"hasta": "2023-06-11"}, "todavía no llega"),
            ({"desde": "2001-01-01"}, "a lo más"),
            ({"desde": "mañana"}, "dd/mm/aaaa"),
        ):
            mala = cliente.get(reverse("informes:tablero", args=[proceso.clave]), mal)
            assert mala.status_code == 200
            assert dicho in mala.text
            assert cliente.get(hoja, mal).status_code == 404
        otra = reverse("informes:tablero_csv", args=[proceso.clave, "otra"])
        assert cliente.get(otra).status_code == 404
