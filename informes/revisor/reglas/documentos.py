"""Reglas de acuerdos, de oficios y de actos de la bitácora."""

import re
from collections import defaultdict
from datetime import date

from informes.models import TipoDeActividad
from informes.redaccion import fecha_corta
from informes.revisor.hallazgos import Lugar
from informes.revisor.material import Oficio, nombre_del_acto
from informes.revisor.reglas.regla import Regla


class AcuerdoRepetido(Regla):
    """¿Un número de acuerdo nombra un solo acuerdo?"""

    clave = "IM-06"
    nombre = "Número de acuerdo repetido"

    def revisar(self, material):
        vistos: dict[str, tuple[int, date]] = {}
        for numero, acuerdo in enumerate(material.acuerdos, 1):
            if acuerdo.numero in vistos:
                primero, dia = vistos[acuerdo.numero]
                yield self.hallazgo(
                    Lugar("acuerdos", numero),
                    acuerdo.numero,
                    f"Ya lo lleva el acuerdo {primero}, del {fecha_corta(dia)}.",
                    "Compruebe el número en el documento firmado.",
                )
            vistos.setdefault(acuerdo.numero, (numero, acuerdo.emitido_el))


class AcuerdoConOtraFecha(Regla):
    """¿El número del acuerdo corresponde a su fecha?"""

    clave = "IM-07"
    nombre = "Número de acuerdo que no va con su fecha"
    NUMERO = re.compile(r"^(?P<serie>.*?)(?P<numero>\d+)/(?P<anio>\d{4})$")

    def revisar(self, material):
        por_serie = defaultdict(list)
        for lugar, acuerdo in enumerate(material.acuerdos, 1):
            partes = self.NUMERO.match(acuerdo.numero)
            if partes is None:
                continue
            if int(partes["anio"]) != acuerdo.emitido_el.year:
                yield self.hallazgo(
                    Lugar("acuerdos", lugar),
                    acuerdo.numero,
                    f"El número es de {partes['anio']} y la fecha es "
                    f"{fecha_corta(acuerdo.emitido_el)}.",
                    "Compruebe número y fecha en el documento firmado.",
                )
                continue
            serie = partes["serie"], partes["anio"]
            por_serie[serie].append((acuerdo.emitido_el, int(partes["numero"]), lugar, acuerdo))
        for acuerdos in por_serie.values():
            yield from self._en_secuencia(acuerdos)

    def _en_secuencia(self, acuerdos):
        mayor = None
        for dia, numero, lugar, acuerdo in sorted(acuerdos, key=lambda a: a[:3]):
            if mayor and numero < mayor[1]:
                yield self.hallazgo(
                    Lugar("acuerdos", lugar),
                    acuerdo.numero,
                    f"Es posterior al {mayor[3].numero} ({fecha_corta(mayor[0])}) y su número es "
                    "menor.",
                    "Compruebe número y fecha en el documento firmado.",
                )
            if mayor is None or numero >= mayor[1]:
                mayor = dia, numero, lugar, acuerdo


class OficioFueraDeSecuencia(Regla):
    """¿Los números de oficio crecen con la fecha?"""

    clave = "IM-08"
    nombre = "Oficio fuera de secuencia"

    def revisar(self, material):
        mayores: dict[tuple[str, int], Oficio] = {}
        con_fecha = [
            (min(renglon.fechas), numero, renglon)
            for numero, renglon in enumerate(material.renglones, 1)
            if renglon.fechas and renglon.tipo != TipoDeActividad.ACUSE_INE
        ]
        for _, numero, renglon in sorted(con_fecha, key=lambda r: r[:2]):
            for oficio in renglon.oficios:
                mayor = mayores.get(oficio.serie)
                if mayor and oficio.numero < mayor.numero:
                    yield self.hallazgo(
                        Lugar("actividades", numero),
                        oficio.clave,
                        f"Es posterior al {mayor.clave} y su número es menor.",
                        "Compruebe el número en el acuse: puede faltarle un dígito.",
                    )
                else:
                    mayores[oficio.serie] = oficio


class OficioSinAcuse(Regla):
    """¿Cada oficio enviado tiene su acuse, y cada acuse su oficio?"""

    clave = "IM-09"
    nombre = "Oficio sin acuse o acuse sin oficio"

    def revisar(self, material):
        enviados: dict[str, int] = {}
        acusados: dict[str, int] = {}
        for numero, renglon in enumerate(material.renglones, 1):
            destino = {
                TipoDeActividad.ENVIO_INE: enviados,
                TipoDeActividad.ACUSE_INE: acusados,
            }.get(renglon.tipo)
            if destino is not None:
                for oficio in renglon.oficios:
                    destino.setdefault(oficio.clave, numero)
        for clave, numero in enviados.items():
            if clave not in acusados:
                yield self.hallazgo(
                    Lugar("actividades", numero),
                    clave,
                    "No hay renglón de su acuse.",
                    "Anote el acuse; si aún no llega, quedará para el informe siguiente.",
                )
        for clave, numero in acusados.items():
            if clave not in enviados and clave not in material.enviados_antes:
                yield self.hallazgo(
                    Lugar("actividades", numero),
                    clave,
                    "Es el acuse de un oficio que ningún informe dice enviado.",
                    "Anote el envío o corrija el número.",
                )


class ActoSinRenglon(Regla):
    """¿Cada acto de la bitácora tiene un renglón que el personal ya vio?"""

    clave = "IM-10"
    nombre = "Acto sin renglón"

    def revisar(self, material):
        for acto in material.actos_sueltos:
            yield self.hallazgo(
                Lugar("actividades"),
                nombre_del_acto(acto),
                "El sistema propone este renglón y nadie lo ha aceptado ni dejado fuera.",
                "Acéptelo, edítelo o déjelo fuera del informe.",
            )
