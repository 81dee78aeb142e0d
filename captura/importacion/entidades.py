"""Las 32 entidades con su número del INE, y las formas en que los archivos las nombran."""

from captura.importacion.nombres import llano

ENTIDADES = {
    1: "Aguascalientes",
    2: "Baja California",
    3: "Baja California Sur",
    4: "Campeche",
    5: "Coahuila de Zaragoza",
    6: "Colima",
    7: "Chiapas",
    8: "Chihuahua",
    9: "Ciudad de México",
    10: "Durango",
    11: "Guanajuato",
    12: "Guerrero",
    13: "Hidalgo",
    14: "Jalisco",
    15: "México",
    16: "Michoacán de Ocampo",
    17: "Morelos",
    18: "Nayarit",
    19: "Nuevo León",
    20: "Oaxaca",
    21: "Puebla",
    22: "Querétaro",
    23: "Quintana Roo",
    24: "San Luis Potosí",
    25: "Sinaloa",
    26: "Sonora",
    27: "Tabasco",
    28: "Tamaulipas",
    29: "Tlaxcala",
    30: "Veracruz de Ignacio de la Llave",
    31: "Yucatán",
    32: "Zacatecas",
}
_OTRAS_FORMAS = {
    "coahuila": 5,
    "distrito federal": 9,
    "cdmx": 9,
    "estado de mexico": 15,
    "michoacan": 16,
    "queretaro de arteaga": 22,
    "veracruz": 30,
}
_NUMEROS = {llano(nombre): numero for numero, nombre in ENTIDADES.items()} | _OTRAS_FORMAS


def numero_de_entidad(texto: str) -> int | None:
    """Número INE de la entidad, dicha por su nombre o por su número; `None` si no se reconoce."""
    if texto.strip().isdecimal():
        numero = int(texto)
        return numero if numero in ENTIDADES else None
    return _NUMEROS.get(llano(texto))
