"""El revisor: en informes limpios no halla nada; en los que llevan faltas, las halla todas."""

import io
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from informes.models import TipoDeActividad
from informes.redaccion import fecha_en_letra, periodo
from informes.revisor import Lugar, Material, material_del_informe, revisar
from informes.revisor.material import (
    ActoSuelto,
    AcuerdoCitado,
    Renglon,
    ReunionCelebrada,
    Texto,
)
from informes.revisor.ortografia import PALABRAS
from informes.revisor.reglas import REGLAS
from informes.revisor.reglas.fechas import rangos

SEMILLAS = range(25)
MUNICIPIOS = ("Múzquiz", "Saltillo", "Torreón", "Piedras Negras", "Cuatro Ciénegas", "Acuña")
FRASES = (
    "Se realizó difusión del sistema en una feria de {lugar}.",
    "Se atendió plática de difusión del sistema con estudiantes de {lugar}.",
    "Se elaboró material gráfico sobre el voto en prisión preventiva.",
    "Se elaboraron las carpetas de fichas de registro y consentimientos para archivo.",
    "Se envió a las Alianzas Estratégicas material consistente en infografías.",
    "Se recibió por correo electrónico petición realizada por el partido político {siglas}, para "
    "habilitar el sistema para signar los compromisos por la niñez y la adolescencia.",
)
TITULOS = (
    "ACUERDO DEL CONSEJO GENERAL, POR EL QUE SE APRUEBA EL PLAN DE TRABAJO DEL SISTEMA "
    "“CANDIDATAS Y CANDIDATOS, CONÓCELES”",
    "ACUERDO DEL CONSEJO GENERAL, RELATIVO AL PROCESO TÉCNICO OPERATIVO",
    "ACUERDO DEL CONSEJO GENERAL, MEDIANTE EL QUE SE DESIGNA A LA INSTANCIA INTERNA",
)


# --- Informes limpios ---------------------------------------------------------------------------
def limpio(azar: random.Random) -> Material:
    """Un informe sin faltas: fechas en orden, oficios que crecen y con su acuse."""
    desde = date(2030 + azar.randrange(5), azar.randrange(1, 12), azar.randrange(1, 28))
    hasta = desde + timedelta(days=azar.randrange(25, 40))
    numero = azar.randrange(100, 900)
    dia, filas = desde, []
    for _ in range(azar.randrange(4, 20)):
        dia = min(hasta, dia + timedelta(days=azar.randrange(3)))
        if azar.random() < 0.3:
            numero += azar.randrange(1, 40)
            oficio = f"IEC/SE/{numero}/{desde.year}"
            filas.append(
                Renglon(TipoDeActividad.ENVIO_INE, f"Se remitió el oficio No. {oficio}.", (dia,))
            )
            filas.append(
                Renglon(
                    TipoDeActividad.ACUSE_INE,
                    f"Se recibió acuse de recepción vía SIVOPLE del oficio No. {oficio}.",
                    (dia,),
                )
            )
            continue
        texto = azar.choice(FRASES).format(
            lugar=azar.choice(MUNICIPIOS), siglas=azar.choice(("PT", "PRI", "UDC"))
        )
        fin = min(hasta, dia + timedelta(days=azar.randrange(6)))
        fechas = (dia,) if azar.random() < 0.6 or fin == dia else (dia, fin)
        filas.append(Renglon(TipoDeActividad.DIFUSION_EVENTO, texto, fechas))
    return armar(
        desde=desde,
        hasta=hasta,
        acuerdos=tuple(
            AcuerdoCitado(
                f"IEC/CG/{10 + 7 * i:03d}/{desde.year - 1}",
                date(desde.year - 1, 1, 5) + timedelta(days=30 * i),
                azar.choice(TITULOS),
            )
            for i in range(azar.randrange(1, 5))
        ),
        renglones=tuple(filas),
        reuniones=(
            ReunionCelebrada("Sesión extraordinaria", desde),
            ReunionCelebrada("Sesión ordinaria", hasta),
        ),
    )


def armar(*, desde, hasta, acuerdos, renglones, reuniones, extra=()) -> Material:
    """Los textos como se imprimirían: salen de los mismos datos."""
    return Material(
        desde=desde,
        hasta=hasta,
        acuerdos=acuerdos,
        renglones=renglones,
        reuniones=reuniones,
        nombres=(*MUNICIPIOS, *PALABRAS["nombres_oficiales"]),
        textos=(
            Texto(Lugar("objetivo"), "OBJETIVO DEL SISTEMA:"),
            Texto(Lugar("objetivo"), "Facilitar a la ciudadanía el acceso a la información."),
            Texto(Lugar("periodo"), periodo(desde, hasta)),
            *(
                Texto(Lugar("acuerdos", n), f"El Consejo emitió el acuerdo {a.numero} {a.titulo}.")
                for n, a in enumerate(acuerdos, 1)
            ),
            Texto(
                Lugar("actividades"),
                f"Durante el periodo comprendido del día {fecha_en_letra(desde)} al "
                f"{fecha_en_letra(hasta)}, se llevaron a cabo las siguientes actividades:",
            ),
            *(Texto(Lugar("actividades", n), r.texto) for n, r in enumerate(renglones, 1)),
            *(Texto(Lugar("reuniones", n), r.nombre) for n, r in enumerate(reuniones, 1)),
            *extra,
        ),
    )


def con(material: Material, *, extra=(), **cambios) -> Material:
    datos = {
        campo: getattr(material, campo)
        for campo in ("desde", "hasta", "acuerdos", "renglones", "reuniones")
    }
    return armar(**(datos | cambios), extra=extra)


def test_un_informe_limpio_no_da_hallazgos():
    for semilla in SEMILLAS:
        assert revisar(limpio(random.Random(semilla))) == [], semilla


# --- Faltas sembradas ---------------------------------------------------------------------------
def _cambiar(filas: tuple, lugar: int, **cambios) -> tuple:
    return (*filas[:lugar], replace(filas[lugar], **cambios), *filas[lugar + 1 :])


def _eventos(material: Material) -> list[int]:
    return [
        n for n, r in enumerate(material.renglones) if r.tipo == TipoDeActividad.DIFUSION_EVENTO
    ]


def dos_periodos(azar, m):
    otro = m.hasta - timedelta(days=azar.randrange(1, 9))
    texto = f"Del periodo comprendido del {fecha_en_letra(m.desde)} al {fecha_en_letra(otro)}."
    return con(m, extra=(Texto(Lugar("fundamento"), texto),)), ("fundamento", 0)


def actividad_fuera(azar, m):
    dia = m.hasta + timedelta(days=azar.randrange(1, 60))
    return con(
        m,
        renglones=(
            *m.renglones,
            Renglon(TipoDeActividad.DIFUSION_EVENTO, "Se difundió el sistema.", (dia,)),
        ),
    ), ("actividades", len(m.renglones) + 1)


def reunion_fuera(azar, m):
    dia = m.desde - timedelta(days=azar.randrange(1, 60))
    return con(m, reuniones=_cambiar(m.reuniones, 0, fecha=dia)), ("reuniones", 1)


def reunion_sin_fecha(azar, m):
    lugar = azar.randrange(len(m.reuniones))
    return con(m, reuniones=_cambiar(m.reuniones, lugar, fecha=None)), ("reuniones", lugar + 1)


def rango_abierto(azar, m):
    lugar = azar.randrange(len(m.renglones))
    fechas = m.renglones[lugar].fechas[:1]
    filas = _cambiar(m.renglones, lugar, rango_abierto=True, fechas=fechas)
    return con(m, renglones=filas), ("actividades", lugar + 1)


def fuera_de_orden(azar, m):
    ultimo = Renglon(TipoDeActividad.DIFUSION_EVENTO, "Se difundió el sistema.", (m.hasta,))
    tarde = Renglon(TipoDeActividad.DIFUSION_EVENTO, "Se difundió de nuevo.", (m.desde,))
    return con(m, renglones=(*m.renglones, ultimo, tarde)), ("actividades", len(m.renglones) + 2)


def acuerdo_repetido(azar, m):
    dia = max(a.emitido_el for a in m.acuerdos) + timedelta(days=9)
    repetido = replace(azar.choice(m.acuerdos), emitido_el=dia)
    return con(m, acuerdos=(*m.acuerdos, repetido)), ("acuerdos", len(m.acuerdos) + 1)


def acuerdo_de_otro_anio(azar, m):
    lugar = azar.randrange(len(m.acuerdos))
    dia = m.acuerdos[lugar].emitido_el + timedelta(days=366 * 2)
    acuerdos = _cambiar(m.acuerdos, lugar, emitido_el=dia)
    return con(m, acuerdos=acuerdos), ("acuerdos", lugar + 1)


def oficio_fuera_de_secuencia(azar, m):
    anio, mayor = m.desde.year, azar.randrange(5000, 9000)
    filas = (*m.renglones,)
    for numero in (mayor, mayor // 10):
        for tipo in (TipoDeActividad.ENVIO_INE, TipoDeActividad.ACUSE_INE):
            filas += (Renglon(tipo, f"Oficio IEC/SE/{numero}/{anio}", (m.hasta,)),)
    return con(m, renglones=filas), ("actividades", len(m.renglones) + 3)


def oficio_sin_acuse(azar, m):
    texto = f"Se remitió el oficio No. IEC/SE/{azar.randrange(9000, 9999)}/{m.desde.year}."
    fila = Renglon(TipoDeActividad.ENVIO_INE, texto, (m.hasta,))
    return con(m, renglones=(*m.renglones, fila)), ("actividades", len(m.renglones) + 1)


def acuse_sin_oficio(azar, m):
    texto = f"Se recibió acuse del oficio IEC/SE/{azar.randrange(9000, 9999)}/{m.desde.year}."
    fila = Renglon(TipoDeActividad.ACUSE_INE, texto, (m.hasta,))
    return con(m, renglones=(*m.renglones, fila)), ("actividades", len(m.renglones) + 1)


def acto_sin_renglon(azar, m):
    acto = ActoSuelto("Habilitación de compromisos", m.desde, "Se recibió una petición.")
    return replace(m, actos_sueltos=(acto,)), ("actividades", 0)


def dos_nombres(azar, m):
    concepto = azar.choice(PALABRAS["conceptos"])
    una, otra = azar.sample(concepto["formas"], 2)
    extra = (
        Texto(Lugar("objetivo"), f"Se trata de {una}."),
        Texto(Lugar("aprobacion"), f"Se trata de {otra}."),
    )
    return con(m, extra=extra), None


def reunion_con_otro_punto(azar, m):
    otra = replace(m.reuniones[0], nombre=m.reuniones[0].nombre + ".")
    return con(m, reuniones=(*m.reuniones, otra)), ("reuniones", len(m.reuniones) + 1)


def nombre_oficial_sin_coma(azar, m):
    texto = "Informe del sistema Candidatas y Candidatos Conóceles."
    return con(m, extra=(Texto(Lugar("aprobacion"), texto),)), ("aprobacion", 0)


def palabra_repetida(azar, m):
    seguidas = azar.choice([*PALABRAS["palabras_seguidas"], ["sistema", "sistema"]])
    texto = f"Se dio a conocer {' '.join(seguidas)} municipio."
    return con(m, extra=(Texto(Lugar("aprobacion"), texto),)), ("aprobacion", 0)


def falta_de_ortografia(azar, m):
    """Una letra de menos, o un acento de menos, en una palabra larga de las que se imprimen."""
    texto = azar.choice([t for t in m.textos if t.lugar.parte == "acuerdos"])
    mala = {"ACUERDO": "ACERDO", "CONSEJO": "CONSJO", "GENERAL": "GENRAL"}
    buena = azar.choice(list(mala))
    quebrado = replace(texto, texto=texto.texto.replace(buena, mala[buena]))
    textos = tuple(quebrado if t is texto else t for t in m.textos)
    return replace(m, textos=textos), (texto.lugar.parte, texto.lugar.numero)


def municipio_sin_acento(azar, m):
    texto = f"Se difundió el sistema en {azar.choice(('Muzquiz', 'Torreon', 'Cuatro Cienegas'))}."
    return con(m, extra=(Texto(Lugar("aprobacion"), texto),)), ("aprobacion", 0)


def palabra_que_existe_en_otro_lugar(azar, m):
    falta = azar.choice(PALABRAS["equivocadas"])
    texto = f"Entonces {falta['antes'][0]} {falta['escrito']} con estudiantes."
    return con(m, extra=(Texto(Lugar("aprobacion"), texto),)), ("aprobacion", 0)


FALTAS = {
    dos_periodos: "IM-01",
    actividad_fuera: "IM-02",
    reunion_fuera: "IM-02",
    reunion_sin_fecha: "IM-03",
    rango_abierto: "IM-04",
    fuera_de_orden: "IM-05",
    acuerdo_repetido: "IM-06",
    acuerdo_de_otro_anio: "IM-07",
    oficio_fuera_de_secuencia: "IM-08",
    oficio_sin_acuse: "IM-09",
    acuse_sin_oficio: "IM-09",
    acto_sin_renglon: "IM-10",
    dos_nombres: "IM-11",
    reunion_con_otro_punto: "IM-11",
    nombre_oficial_sin_coma: "IM-11",
    palabra_repetida: "IM-12",
    falta_de_ortografia: "IM-13",
    municipio_sin_acento: "IM-13",
    palabra_que_existe_en_otro_lugar: "IM-13",
}


@pytest.mark.parametrize("sembrar", FALTAS, ids=lambda f: f.__name__)
def test_cada_falta_sembrada_se_halla_en_su_lugar(sembrar):
    for semilla in SEMILLAS:
        azar = random.Random(semilla)
        material, lugar = sembrar(azar, limpio(azar))
        hallados = [h for h in revisar(material) if h.regla == FALTAS[sembrar]]
        assert hallados, semilla
        if lugar is not None:
            assert Lugar(*lugar) in {h.lugar for h in hallados}, semilla


def test_cada_regla_tiene_su_falta():
    assert set(FALTAS.values()) == set(REGLAS)


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("Del 25 de abril al 29 de mayo de 2023", (date(2023, 4, 25), date(2023, 5, 29))),
        ("Del 01 al 30 de junio de 2023", (date(2023, 6, 1), date(2023, 6, 30))),
        (
            "del día treinta y uno (31) de diciembre de 2022 al dos (02) de enero de 2023",
            (date(2022, 12, 31), date(2023, 1, 2)),
        ),
        ("Del 31 de febrero al 30 de marzo de 2023", None),
    ],
)
def test_lee_los_periodos_como_se_escriben(texto, esperado):
    assert [r[1:] for r in rangos(texto)] == ([esperado] if esperado else [])


def test_un_acuse_puede_llegar_el_mes_siguiente():
    limpia = limpio(random.Random(1))
    texto = "Se recibió acuse del oficio IEC/SE/9999/2030."
    acuse = Renglon(TipoDeActividad.ACUSE_INE, texto, (limpia.hasta,))
    material = con(limpia, renglones=(*limpia.renglones, acuse))
    assert [h.regla for h in revisar(material)] == ["IM-09"]
    assert revisar(replace(material, enviados_antes=frozenset({"IEC/SE/9999/2030"}))) == []


# --- El informe real ----------------------------------------------------------------------------
def test_en_el_informe_de_mayo_de_2023_halla_todas_sus_faltas(proceso):
    from candidaturas.models import Municipio
    from informes.calendario import Calendario
    from informes.carga import cargar_informe_de_mayo
    from tests.fabricas import EntidadFactory

    Municipio.objects.create(entidad=EntidadFactory(), numero=20, nombre="Múzquiz")
    informe = cargar_informe_de_mayo(proceso=proceso)
    hallazgos = revisar(material_del_informe(Calendario.de(proceso), informe))
    assert {(h.regla, h.lugar.parte, h.lugar.numero, h.fragmento) for h in hallazgos} == {
        ("IM-13", "fundamento", 0, "EMISION"),
        ("IM-11", "acuerdos", 2, "CANDIDATAS Y CANDIDATOS CONÓCELES"),
        ("IM-13", "acuerdos", 3, "CADIDATOS"),
        ("IM-13", "acuerdos", 3, "ELCTORAL"),
        ("IM-13", "acuerdos", 6, "CÓNOCELES"),
        ("IM-06", "acuerdos", 7, "IEC/CG/103/2022"),
        ("IM-07", "acuerdos", 7, "IEC/CG/103/2022"),
        (
            "IM-01",
            "actividades",
            0,
            "del día veinticinco (25) de abril de 2023 al veintisiete (27) de mayo de 2023",
        ),
        ("IM-12", "actividades", 1, "de del"),
        ("IM-13", "actividades", 6, "platica"),
        ("IM-04", "actividades", 14, "12/05/2023 al"),
        ("IM-05", "actividades", 17, "09/05/2023"),
        ("IM-13", "actividades", 17, "Muzquiz"),
        ("IM-08", "actividades", 19, "IEC/SE/227/2023"),
        ("IM-09", "actividades", 19, "IEC/SE/227/2023"),
        ("IM-03", "reuniones", 1, "Reunión extraordinaria de trabajo"),
        ("IM-11", "reuniones", 1, "Candidatas y Candidatos Conóceles"),
        ("IM-03", "reuniones", 2, "Reunión extraordinaria de trabajo."),
        ("IM-11", "reuniones", 2, "Reunión extraordinaria de trabajo."),
        ("IM-11", "aprobacion", 0, "reunión ordinaria"),
    }


# --- La pantalla y la orden -----------------------------------------------------------------------
def test_un_hallazgo_se_deja_como_esta_con_su_motivo(proceso, entrar, personal, atender):
    from conoceles.comun import reloj
    from informes.models import DispensaDeHallazgo
    from tests.informes.conftest import momento
    from tests.informes.matriz import un_hallazgo

    atender(siglas="PT", recibida=momento(6, 10))
    cliente = entrar(personal)
    with reloj.en(momento(6, 12)):
        clave = un_hallazgo(proceso, date(2023, 6, 1))
        pagina = reverse("informes:revision", args=[proceso.clave, "2023-06"])
        dispensar = reverse("informes:dispensar", args=[proceso.clave, "2023-06", clave])
        antes = cliente.get(pagina).text
        assert "Por atender: 1" in antes
        assert "#seccion-actividades" in antes
        assert "Escriba por qué" in cliente.post(dispensar, {"motivo": " "}, follow=True).text
        despues = cliente.post(dispensar, {"motivo": "Se verá en junio."}, follow=True).text
        assert "Por atender: 0" in despues
        assert "Se verá en junio." in despues
        assert DispensaDeHallazgo.objects.get().dispensado_por == personal.usuario
        assert "Por atender: 1" in cliente.post(dispensar, {"quitar": "1"}, follow=True).text
        inventado = reverse("informes:dispensar", args=[proceso.clave, "2023-06", "no-existe"])
        assert cliente.post(inventado, {"motivo": "x"}).status_code == 404


def test_la_orden_dice_lo_mismo_que_la_pantalla(proceso):
    from informes.carga import cargar_informe_de_mayo

    cargar_informe_de_mayo(proceso=proceso)
    salida = io.StringIO()
    call_command("revisar_informe", proceso=proceso.clave, mes="2023-05", stdout=salida)
    assert "IM-04 Rango sin cerrar · Actividad 14: «12/05/2023 al»." in salida.getvalue()
    with pytest.raises(CommandError, match="no es un mes"):
        call_command("revisar_informe", proceso=proceso.clave, mes="mayo", stdout=salida)


def test_cada_hallazgo_enlaza_a_un_lugar_de_la_pagina(proceso, entrar, personal):
    from informes.calendario import Calendario
    from informes.carga import cargar_informe_de_mayo

    informe = cargar_informe_de_mayo(proceso=proceso)
    pagina = entrar(personal).get(reverse("informes:detalle", args=[proceso.clave, "2023-05"])).text
    for hallazgo in revisar(material_del_informe(Calendario.de(proceso), informe)):
        assert f'id="{hallazgo.lugar.ancla}"' in pagina
