"""Lo que el esquema dice de todas las respuestas, y los ejemplos de cada una."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

_DETALLE = {
    "type": "object",
    "properties": {"aviso": {"type": "string"}, "detail": {"type": "string"}},
}
_POR_CAMPO = {
    "type": "object",
    "additionalProperties": {
        "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
    },
}
_COMUNES: dict[str, tuple[str, dict | None]] = {
    "304": ("No ha cambiado desde el ETag que se envió.", None),
    "404": ("No existe, o ese proceso todavía no es público.", _DETALLE),
    "406": ("Solo se responde en JSON.", _DETALLE),
    "429": ("Demasiadas peticiones en un minuto: espere lo que dice Retry-After.", _DETALLE),
}


def respuestas_comunes(result: dict, generator, request, public) -> dict:
    """Añade a cada operación lo que cualquiera puede responder. Lo llama drf-spectacular."""
    for operaciones in result["paths"].values():
        for operacion in operaciones.values():
            comunes = dict(_COMUNES)
            de_consulta = [p for p in operacion.get("parameters", []) if p["in"] == "query"]
            for parametro in de_consulta:
                # Un filtro vacío es lo que envía un formulario sin llenar: no filtra.
                if "enum" in parametro["schema"]:
                    parametro["schema"]["enum"] = ["", *parametro["schema"]["enum"]]
            if de_consulta:
                comunes["400"] = ("Un filtro tiene una opción que no existe.", _POR_CAMPO)
            for codigo, (descripcion, esquema) in sorted(comunes.items()):
                operacion["responses"].setdefault(codigo, _respuesta(descripcion, esquema))
    return result


def _respuesta(descripcion: str, esquema: dict | None) -> dict[str, Any]:
    if esquema is None:
        return {"description": descripcion}
    return {"description": descripcion, "content": {"application/json": {"schema": esquema}}}


# --- Ejemplos ----------------------------------------------------------------------------------
CANDIDATURA = {
    "id": 12,
    "url": "https://conoceles.example.org/api/v1/candidaturas/12/",
    "pagina": "https://conoceles.example.org/candidaturas/12-ana-lucia-ficticia/",
    "proceso": "pel-2023",
    "cargo": "diputacion-mr",
    "eleccion": {"id": 5, "territorio": "Distrito 05, Monclova", "distrito": 5, "municipio": None},
    "actor": {"id": 3, "tipo": "partido", "nombre": "Partido Ficticio", "siglas": "PF"},
    "numero_de_lista": None,
    "tipo": "propietaria",
    "nombre": "Ana Lucía Ficticia",
    "sobrenombre": "",
    "sexo": "mujer",
    "edad": 40,
    "reeleccion": None,
    "estado_registro": "registrada",
    "baja_el": None,
    "por_aclarar": "",
    "perfil_publicado": True,
}
PROCESO = {
    "clave": "pel-2023",
    "nombre": "Proceso Electoral Local Ordinario 2023",
    "anio": 2023,
    "tipo": "ordinario",
    "jornada_el": "2023-06-04",
    "estado": "abierto",
    "vigente": True,
    "publico_desde": "2023-04-02T00:00:00-06:00",
    "fuente": "",
    "solo_nombres": False,
}
CARGO = {
    "id": 2,
    "proceso": "pel-2023",
    "clave": "diputacion-mr",
    "nombre": "Diputación de mayoría relativa",
    "ambito": "distrito",
    "principio": "mr",
    "elecciones": [CANDIDATURA["eleccion"]],
}
ACTOR = {
    "id": 3,
    "proceso": "pel-2023",
    "tipo": "partido",
    "nombre": "Partido Ficticio",
    "siglas": "PF",
    "orden": 1,
    "partidos": ["PF"],
}


def ejemplo(valor: dict) -> list[OpenApiExample]:
    """Un resultado: drf-spectacular lo envuelve en su página."""
    return [OpenApiExample("Ejemplo ficticio", value=valor, response_only=True)]
