"""El mapa de lo privado: qué guarda la captura, de quién, quién lo lee y qué queda."""

from captura.mapa_de_datos import consentimiento, cuentas, operacion, perfiles

MAPA = [*perfiles.MAPA, *consentimiento.MAPA, *cuentas.MAPA, *operacion.MAPA]
