"""El mapa de los informes: documentos del instituto, casi sin datos de nadie."""

from conoceles.comun.mapa_de_datos import (
    ORGANOS,
    SOLO_EL_SISTEMA,
    UTTAI,
    Conservacion,
    Grupo,
    Tabla,
    Titular,
    Tratamiento,
)
from informes.models import (
    Actividad,
    ActividadDeDifusion,
    Acuerdo,
    ArchivoDeInforme,
    CandidaturaContada,
    CorteCuantitativo,
    DispensaDeHallazgo,
    EstadisticaProtegida,
    FechaConLugar,
    InformeMensual,
    Oficio,
    PlantillaDeRedaccion,
    PlantillaDeWord,
    PuntoDelOrden,
    Reunion,
    UsoDePlantilla,
)

LEEN_INFORMES = UTTAI | ORGANOS


def _quien(campos: str) -> Grupo:
    return Grupo(
        campos,
        Conservacion.RASTRO,
        titular=Titular.QUIEN_ACTUA,
        finalidad="Saber quién lo hizo",
    )


def _documento(modelo, finalidad: str, *grupos: Grupo, campos: str, **lo_demas) -> Tabla:
    """Una tabla de documentos de archivo."""
    return Tabla(
        modelo,
        lo_demas.pop("tratamiento", Tratamiento.INFORMES),
        finalidad,
        (Grupo(campos, lo_demas.pop("conservacion", Conservacion.ARCHIVO)), *grupos),
        **{"leen": LEEN_INFORMES, **lo_demas},
    )


MAPA = [
    _documento(
        InformeMensual,
        "Informar cada mes",
        Grupo(
            "firma_nombre firma_cargo",
            Conservacion.ARCHIVO,
            titular=Titular.QUIEN_ACTUA,
            finalidad="Decir quién firma el informe",
        ),
        campos="id proceso mes version motivo_de_correccion desde hasta estado titulos objetivo "
        "fundamento introduccion nota_aprobacion aprobado_el sesion voto",
    ),
    _documento(
        ArchivoDeInforme,
        "Guardar el informe tal como se aprobó",
        _quien("guardado_por"),
        campos="id informe clase archivo huella guardado_en",
    ),
    _documento(
        DispensaDeHallazgo,
        "Decir por qué se dejó como está algo que señaló el revisor",
        _quien("dispensado_por"),
        campos="id informe hallazgo regla fragmento motivo dispensado_en",
    ),
    _documento(
        Actividad,
        "Redactar los renglones del informe",
        _quien("creada_por editada_por"),
        campos="id informe tipo descripcion inicia_el termina_el rango_abierto orden estado "
        "origen unida_a",
    ),
    _documento(FechaConLugar, "Decir dónde y cuándo", campos="id actividad orden fecha lugar"),
    _documento(
        Oficio,
        "Llevar los oficios y sus acuses",
        Grupo(
            "corresponsal",
            Conservacion.ARCHIVO,
            titular=Titular.QUIEN_ACTUA,
            finalidad="Decir a quién o de quién es el oficio",
        ),
        _quien("registrado_por"),
        campos="id proceso sentido numero canal fecha asunto informe avisos responder_antes_de "
        "atendido_el acuse_el acuse_referencia archivo registrado_en",
    ),
    _documento(
        ActividadDeDifusion,
        "Registrar lo que se hizo para dar a conocer el sistema",
        _quien("registrado_por"),
        campos="id proceso tipo descripcion inicia_el termina_el lugares con_quien medio "
        "documentos audiencia codigo evidencia registrado_en",
    ),
    _documento(
        Acuerdo,
        "Citar los acuerdos que rigen el sistema",
        campos="id proceso orden numero organo emitido_el titulo entrada",
    ),
    _documento(
        Reunion,
        "Decir en qué reuniones se trató",
        Grupo(
            "asistencia",
            Conservacion.ARCHIVO,
            titular=Titular.QUIEN_ACTUA,
            finalidad="Saber quiénes asistieron; no se imprime",
        ),
        campos="id informe orden tipo fecha minuta_aprobada_el fecha_en_el_nombre",
    ),
    _documento(PuntoDelOrden, "Decir qué se trató", campos="id reunion orden texto"),
    _documento(
        CorteCuantitativo,
        "Comparar las cifras de un corte con las de otro",
        _quien("registrado_por"),
        campos="id proceso corte_en clase huella registrado_en",
        conservacion=Conservacion.AGREGADO,
    ),
    _documento(
        PlantillaDeRedaccion,
        "Escribir las frases con que nace cada renglón",
        campos="id clave texto",
        conservacion=Conservacion.CATALOGO,
    ),
    _documento(
        PlantillaDeWord,
        "Dar al informe el membrete del instituto",
        _quien("subida_por"),
        campos="id nombre archivo huella subida_en",
        conservacion=Conservacion.CATALOGO,
    ),
    _documento(
        UsoDePlantilla,
        "Saber qué plantilla se usa desde cuándo",
        _quien("puesta_por"),
        campos="id plantilla puesta_en",
        conservacion=Conservacion.CATALOGO,
    ),
    _documento(
        EstadisticaProtegida,
        "Congelar las cuentas de grupos de un corte, ya redondeadas",
        campos="corte umbral tablas cuentas huella",
        tratamiento=Tratamiento.IDENTIDAD,
        conservacion=Conservacion.AGREGADO,
    ),
    Tabla(
        CandidaturaContada,
        Tratamiento.IDENTIDAD,
        "No contar dos veces a la misma persona; no dice qué contestó",
        (Grupo("id estadistica candidatura por_actor", Conservacion.SE_SUPRIME),),
        leen=SOLO_EL_SISTEMA,
        titular=Titular.CANDIDATA,
        candidatura="candidatura",
    ),
]
