"""Un renglón de la exportación del INE: se halla por nombre, actor y lugar entre lo propio.

El archivo trae a todos los actores; lo que no es de quien lo sube se cuenta y no se lee.
"""

from captura.hojas.alcance import Alcance
from captura.importacion.actores import Actores
from captura.importacion.errores import Rechazo
from captura.importacion.lectura import Archivo
from captura.importacion.nombres import llano
from captura.importacion.renglones import Lector
from captura.importacion.renglones import Renglon as RenglonLeido
from captura.importacion.reporte import Notas, Reporte
from captura.importacion.territorio import Territorio
from captura.models import Cuestionario

NO_ES_SUYA = "No está entre las candidaturas que usted captura."


class DelIne:
    def __init__(self, archivo: Archivo, alcance: Alcance):
        self.alcance = alcance
        self.lector = Lector(archivo, alcance.proceso, Reporte())
        self.actores = Actores(alcance.proceso, crear=False)
        self.territorio = Territorio(alcance.proceso, crear=False)
        self.por_nombre: dict[str, list[Cuestionario]] = {}
        for cuestionario in alcance.cuestionarios:
            nombre = llano(cuestionario.candidatura.nombre)
            self.por_nombre.setdefault(nombre, []).append(cuestionario)

    def leer(self, celdas: dict, renglon, notas: Notas):
        """El cuestionario y lo que el renglón dice de él; `(None, {})` si no es suyo."""
        posibles = self.por_nombre.get(llano(renglon.nombre), [])
        if not posibles:
            renglon.ajena = NO_ES_SUYA
            return None, {}
        mudas = self.lector.notas(renglon.fila)
        leido = self.lector.leer_renglon(renglon.fila, celdas, mudas)
        posibles = self._del_actor(posibles, leido)
        if not posibles:
            renglon.ajena = NO_ES_SUYA
            return None, {}
        if len(posibles) > 1:
            posibles = self._del_lugar(posibles, leido)
        if len(posibles) != 1:
            renglon.errores.append(
                ("nombre", "Hay más de una candidatura suya con este nombre y el renglón no dice "
                 "de cuál es. Use la plantilla, que lleva folio."),
            )  # fmt: skip
            return None, {}
        return posibles[0], self._contenido(celdas, notas)

    def _contenido(self, celdas: dict, notas: Notas) -> dict:
        """Una celda sin dato no borra: en ese archivo quiere decir que el INE no lo tiene."""
        contenido = self.lector.contenido(celdas, notas)
        return {campo: valor for campo, valor in contenido.items() if valor}

    def _del_actor(self, posibles: list[Cuestionario], leido: RenglonLeido) -> list[Cuestionario]:
        mudas = self.lector.notas(leido.fila)
        try:
            eleccion = posibles[0].candidatura.formula.eleccion
            actor = self.actores.buscar(leido.postulante, eleccion, leido.numero, mudas)
        except Rechazo:
            return []
        return [
            c
            for c in posibles
            if c.candidatura.formula.actor_id == actor.pk
            and (not leido.tipo or c.candidatura.tipo == leido.tipo)
        ]

    def _del_lugar(self, posibles: list[Cuestionario], leido: RenglonLeido) -> list[Cuestionario]:
        try:
            eleccion = self.territorio.eleccion(leido, self.lector.notas(leido.fila))
        except Rechazo:
            return posibles
        en_ella = [c for c in posibles if c.candidatura.formula.eleccion_id == eleccion.pk]
        if len(en_ella) > 1 and leido.numero is not None:
            en_ella = [c for c in en_ella if c.candidatura.formula.numero == leido.numero]
        return en_ella
