"""Escribir por lotes lo que los renglones dicen. Nada se pisa: lo que estorba queda en duda."""

from dataclasses import dataclass

from candidaturas.models import (
    ActorPolitico,
    Candidatura,
    Eleccion,
    EstadoDeRegistro,
    Formula,
    ProcesoElectoral,
    TipoDeCandidatura,
)
from captura.importacion.contenidos import Borradores, Perfiles
from captura.importacion.nombres import llano
from captura.importacion.renglones import Renglon
from captura.importacion.reporte import Notas

CAMPOS_DE_REGISTRO = ("folio", "sexo", "edad")


@dataclass(slots=True)
class Existente:
    """Lo que hace falta de una candidatura guardada para comparar."""

    pk: int
    nombre: str
    folio: str
    sexo: str
    edad: int | None
    estado_registro: str
    por_aclarar: str


@dataclass(slots=True)
class Ubicado:
    """Un renglón con su lugar en la base."""

    renglon: Renglon
    eleccion: Eleccion
    actor: ActorPolitico
    notas: Notas
    candidatura: int | None = None
    nuevo: bool = False
    actualizado: bool = False

    @property
    def formula(self) -> tuple:
        return (self.eleccion.pk, self.actor.pk, self.renglon.numero)

    @property
    def lugar(self) -> tuple:
        return (*self.formula, self.renglon.tipo)


class Escritura:
    """Crea y actualiza las candidaturas de un proceso. Lleva las cuentas del resumen."""

    def __init__(self, proceso: ProcesoElectoral, *, como_archivo: bool):
        self.proceso = proceso
        self.creadas = self.actualizadas = self.sin_cambio = self.rechazadas = 0
        self._contenidos = Perfiles() if como_archivo else Borradores()
        self._vistos: dict[tuple, tuple[int, bytes]] = {}
        self._personas: dict[str, tuple[int, str, int]] = {}
        self._formulas: dict[tuple, int] = {}
        self._existentes: dict[tuple, Existente] = {}
        self._ocupados: set[tuple] = set()
        self._por_carrera: dict[tuple, set[int | None]] = {}
        self._cargar()

    def _cargar(self) -> None:
        for pk, eleccion, actor, numero in Formula.objects.filter(
            eleccion__cargo__proceso=self.proceso
        ).values_list("pk", "eleccion_id", "actor_id", "numero"):
            self._formulas[eleccion, actor, numero] = pk
            self._por_carrera.setdefault((eleccion, actor), set()).add(numero)
        consulta = self.proceso.candidaturas.values_list(
            "formula__eleccion_id", "formula__actor_id", "formula__numero", "tipo", "por_aclarar",
            "pk", "nombre", "folio", "sexo", "edad", "estado_registro",
        )  # fmt: skip
        for *lugar, por_aclarar, pk, nombre, folio, sexo, edad, estado in consulta.order_by(
            "-pk"
        ).iterator(2000):
            existente = Existente(pk, nombre, folio, sexo, edad, estado, por_aclarar)
            self._existentes[(*lugar, llano(nombre))] = existente
            if estado == EstadoDeRegistro.REGISTRADA and not por_aclarar:
                self._ocupados.add(tuple(lugar))

    # --- Un lote -----------------------------------------------------------------------------
    def escribir(self, lote: list[Ubicado]) -> None:
        nuevos, conocidos = [], []
        for ubicado in lote:
            llave = (*ubicado.lugar, llano(ubicado.renglon.nombre))
            if not self._es_repetido(ubicado, llave):
                existente = self._existentes.get(llave)
                if existente is None:
                    nuevos.append(ubicado)
                else:
                    conocidos.append((ubicado, existente))
                self._avisar_de_la_persona(ubicado)
        self._crear(nuevos)
        self._comparar(conocidos)

    def _es_repetido(self, ubicado: Ubicado, llave: tuple) -> bool:
        renglon, notas = ubicado.renglon, ubicado.notas
        firma = renglon.firma()
        fila, anterior = self._vistos.setdefault(llave, (renglon.fila, firma))
        if fila == renglon.fila:
            return False
        if firma == anterior:
            self.sin_cambio += 1
            notas.duda(
                "nombre",
                renglon.nombre,
                "renglón repetido",
                f"Es igual a la fila {fila}; no cuenta.",
            )
        else:
            self.rechazadas += 1
            notas.rechazo(
                "nombre", renglon.nombre, "misma persona con otros datos",
                f"La fila {fila} ya trae a esta persona en este lugar, con datos distintos.",
            )  # fmt: skip
        return True

    def _avisar_de_la_persona(self, ubicado: Ubicado) -> None:
        """La misma persona por mayoría y en la lista es normal; en dos elecciones iguales, no."""
        renglon, cargo = ubicado.renglon, ubicado.eleccion.cargo
        esta = (renglon.fila, cargo.principio, ubicado.eleccion.pk)
        fila, principio, eleccion = self._personas.setdefault(llano(renglon.nombre), esta)
        if fila != renglon.fila and principio == cargo.principio:
            donde = "esta elección" if eleccion == ubicado.eleccion.pk else "otra elección"
            ubicado.notas.duda(
                "nombre", renglon.nombre, "nombre repetido en otro lugar",
                f"La fila {fila} trae el mismo nombre en {donde}: puede ser otra persona o error.",
            )  # fmt: skip

    # --- Altas -------------------------------------------------------------------------------
    def _crear(self, ubicados: list[Ubicado]) -> None:
        if not ubicados:
            return
        self._crear_formulas(ubicados)
        nuevas = [self._nueva(ubicado) for ubicado in ubicados]
        Candidatura.objects.bulk_create(nuevas)
        for ubicado, candidatura in zip(ubicados, nuevas, strict=True):
            ubicado.candidatura, ubicado.nuevo = candidatura.pk, True
        self._contenidos.crear(ubicados)
        self.creadas += len(ubicados)

    def _crear_formulas(self, ubicados: list[Ubicado]) -> None:
        faltan = {}
        for ubicado in ubicados:
            if ubicado.formula in self._formulas or ubicado.formula in faltan:
                continue
            self._avisar_de_otra_formula(ubicado)
            faltan[ubicado.formula] = Formula(
                eleccion=ubicado.eleccion, actor=ubicado.actor, numero=ubicado.renglon.numero
            )
        for llave, formula in zip(
            faltan, Formula.objects.bulk_create(faltan.values()), strict=True
        ):
            self._formulas[llave] = formula.pk

    def _avisar_de_otra_formula(self, ubicado: Ubicado) -> None:
        """En mayoría relativa se elige un lugar: dos fórmulas del mismo actor son una duda."""
        otras = self._por_carrera.setdefault((ubicado.eleccion.pk, ubicado.actor.pk), set())
        if otras and ubicado.eleccion.cargo.principio == "mr":
            ubicado.notas.duda(
                "numero", str(ubicado.renglon.numero or ""), "otra fórmula del mismo actor",
                f"{ubicado.actor} ya tiene {len(otras)} en {ubicado.eleccion}; se conservan todas.",
            )  # fmt: skip
        otras.add(ubicado.renglon.numero)

    def _nueva(self, ubicado: Ubicado) -> Candidatura:
        renglon, por_aclarar = ubicado.renglon, ""
        if ubicado.lugar in self._ocupados:
            quien = TipoDeCandidatura(renglon.tipo).label.lower()
            formula = f" {renglon.numero}" if renglon.numero is not None else ""
            por_aclarar = (
                f"El archivo de origen trae más de una persona {quien} en la fórmula{formula}."
            )
            ubicado.notas.duda(
                "tipo", renglon.nombre, "segunda persona en un lugar",
                f"Ya hay otra persona {quien} en la fórmula{formula}; las dos se conservan y esta "
                "queda por aclarar.",
            )  # fmt: skip
        self._ocupados.add(ubicado.lugar)
        return Candidatura(
            formula_id=self._formulas[ubicado.formula],
            proceso=self.proceso,
            tipo=renglon.tipo,
            folio=renglon.folio,
            nombre=renglon.nombre,
            sexo=renglon.sexo,
            edad=renglon.edad,
            por_aclarar=por_aclarar,
        )

    # --- Lo que ya estaba --------------------------------------------------------------------
    def _comparar(self, conocidos: list[tuple[Ubicado, Existente]]) -> None:
        editables, cambiadas = [], []
        for ubicado, existente in conocidos:
            ubicado.candidatura = existente.pk
            if existente.estado_registro != EstadoDeRegistro.REGISTRADA:
                estado = EstadoDeRegistro(existente.estado_registro).label.lower()
                ubicado.notas.duda(
                    "nombre", existente.nombre, "candidatura dada de baja",
                    f"En el sistema consta como {estado}: no se cambió nada.",
                )  # fmt: skip
                continue
            if existente.por_aclarar:
                ubicado.notas.duda(
                    "tipo", existente.nombre, "sigue por aclarar", existente.por_aclarar
                )
            editables.append(ubicado)
            if cambios := self._diferencias(ubicado, existente):
                ubicado.actualizado = True
                cambiadas.append(Candidatura(pk=existente.pk, **cambios))
        if cambiadas:
            Candidatura.objects.bulk_update(cambiadas, CAMPOS_DE_REGISTRO, batch_size=500)
        self._contenidos.actualizar(editables)
        actualizadas = sum(u.actualizado for u, _ in conocidos)
        self.actualizadas += actualizadas
        self.sin_cambio += len(conocidos) - actualizadas

    @staticmethod
    def _diferencias(ubicado: Ubicado, existente: Existente) -> dict:
        """Los campos de registro con el valor nuevo donde lo hay; vacío si todo está igual."""
        renglon, notas = ubicado.renglon, ubicado.notas
        if renglon.nombre != existente.nombre:
            notas.duda(
                "nombre", renglon.nombre, "nombre guardado de otra forma",
                f"Se conserva «{existente.nombre}»: difiere en acentos o mayúsculas.",
            )  # fmt: skip
        guardado = {campo: getattr(existente, campo) for campo in CAMPOS_DE_REGISTRO}
        leido = {c: getattr(renglon, c) or guardado[c] for c in CAMPOS_DE_REGISTRO}
        for campo in CAMPOS_DE_REGISTRO:
            if leido[campo] != guardado[campo]:
                notas.cambio(
                    campo,
                    str(leido[campo]),
                    "dato actualizado",
                    f"Antes decía «{guardado[campo]}».",
                )
        return leido if leido != guardado else {}
