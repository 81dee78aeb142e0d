"""Encontrar, o crear si se pidió, al actor político que postula."""

from candidaturas.models import (
    ActorPolitico,
    Eleccion,
    Integrante,
    Partido,
    ProcesoElectoral,
    TipoDeActor,
)
from captura.importacion.errores import Rechazo
from captura.importacion.nombres import denominacion, llano
from captura.importacion.renglones import Postulante
from captura.importacion.reporte import Notas

# Otras siglas de un mismo partido en los archivos que se conocen.
OTRAS_SIGLAS = {"pmc": "MC", "fuerza por mexico": "FXM", "panal": "PNA"}
_COMPUESTOS = (TipoDeActor.COALICION, TipoDeActor.CANDIDATURA_COMUN)
_SEPARACION_DE_ORDEN = 10


class Actores:
    """Actores de un proceso y partidos del catálogo, en memoria mientras dura la importación."""

    def __init__(self, proceso: ProcesoElectoral, *, crear: bool):
        self.proceso, self.crear = proceso, crear
        self.creados = 0
        self._partidos: dict[str, Partido] = {}
        for partido in Partido.objects.all():
            self._recordar_partido(partido)
        self._por_nombre: dict[str, ActorPolitico] = {}
        self._por_partidos: dict[frozenset[int], ActorPolitico] = {}
        self._orden = 0
        for actor in proceso.actores.prefetch_related("integrantes"):
            self._recordar(actor, [i.partido_id for i in actor.integrantes.all()])
        self._avisados: set[str] = set()

    def _recordar_partido(self, partido: Partido) -> None:
        for forma in (partido.nombre, partido.sigla):
            self._partidos[llano(forma).rstrip(".")] = partido

    def _recordar(self, actor: ActorPolitico, partidos: list[int]) -> None:
        self._orden = max(self._orden, actor.orden)
        self._por_nombre[llano(actor.nombre).rstrip(".")] = actor
        # Las siglas de una coalición sin nombre propio la nombran; las de un independiente no.
        if actor.siglas and actor.tipo != TipoDeActor.INDEPENDIENTE:
            self._por_nombre.setdefault(llano(actor.siglas), actor)
        if partidos and actor.tipo != TipoDeActor.INDEPENDIENTE:
            self._por_partidos.setdefault(frozenset(partidos), actor)

    def buscar(
        self, postulante: Postulante, eleccion: Eleccion, numero: int | None, notas: Notas
    ) -> ActorPolitico:
        """El actor del renglón. Lanza `Rechazo` si no está y no se pidió crearlo."""
        if postulante.independiente:
            return self._independiente(postulante, eleccion, numero, notas)
        if actor := self._por_nombre.get(llano(postulante.nombre)):
            return actor
        if postulante.siglas:
            return self._de_partidos(postulante, notas)
        if partido := self._partido(postulante.nombre, notas, "actor"):
            return self._de_un_partido(partido, notas)
        self._exigir_crear("actor", postulante.nombre)
        return self._desconocido(postulante.nombre, notas)

    def _partido(self, texto: str, notas: Notas, campo: str) -> Partido | None:
        clave = llano(texto)
        if clave in OTRAS_SIGLAS and clave not in self._avisados:
            self._avisados.add(clave)
            notas.cambio(
                campo, texto, "partido con otra sigla",
                f"Se leyó {OTRAS_SIGLAS[clave]}, aquí y en los demás renglones.",
            )  # fmt: skip
        return self._partidos.get(llano(OTRAS_SIGLAS.get(clave, texto)))

    def _exigir_crear(self, campo: str, que: str) -> None:
        if not self.crear:
            raise Rechazo(
                campo, "actor fuera del proceso",
                f"«{que}» no está entre los actores de {self.proceso.clave}; use "
                "--crear-catalogos.",
            )  # fmt: skip

    def _crear(
        self, *, tipo: TipoDeActor, nombre: str, siglas: str, partidos: list[Partido]
    ) -> ActorPolitico:
        self._orden += _SEPARACION_DE_ORDEN
        actor = ActorPolitico.objects.create(
            proceso=self.proceso, tipo=tipo, nombre=nombre[:200], siglas=siglas[:60],
            orden=self._orden,
        )  # fmt: skip
        Integrante.objects.bulk_create(
            Integrante(actor=actor, partido=p, orden=orden) for orden, p in enumerate(partidos)
        )
        self._recordar(actor, [p.pk for p in partidos])
        self.creados += 1
        return actor

    def _independiente(self, postulante, eleccion: Eleccion, numero: int | None, notas: Notas):
        """Una candidatura independiente es su propio actor: nadie más captura por ella."""
        partes = ["Candidatura independiente", postulante.nombre]
        if not postulante.nombre and numero is not None:
            partes.append(str(numero))
        cual = " ".join(p for p in partes if p)
        nombre = f"{cual}, {eleccion.cargo}, {eleccion.nombre_territorio}"
        actor = self._por_nombre.get(llano(nombre[:200]).rstrip("."))
        if actor is None:
            self._exigir_crear("actor", nombre)
            actor = self._crear(
                tipo=TipoDeActor.INDEPENDIENTE, nombre=nombre,
                siglas=f"CI{postulante.nombre}", partidos=[],
            )  # fmt: skip
            notas.cambio("actor", cual, "catálogo creado", f"Se creó el actor «{actor}».")
        return actor

    def _de_un_partido(self, partido: Partido, notas: Notas) -> ActorPolitico:
        actor = self._por_partidos.get(frozenset({partido.pk}))
        if actor is None:
            self._exigir_crear("actor", partido.nombre)
            actor = self._crear(
                tipo=TipoDeActor.PARTIDO, nombre=partido.nombre, siglas=partido.sigla,
                partidos=[partido],
            )  # fmt: skip
            notas.cambio("actor", partido.sigla, "catálogo creado", f"Se creó el actor «{actor}».")
        return actor

    def _de_partidos(self, postulante: Postulante, notas: Notas) -> ActorPolitico:
        partidos = [
            self._partido(s, notas, "partidos") or self._crear_partido(s, notas)
            for s in postulante.siglas
        ]
        if len(partidos) == 1:
            return self._de_un_partido(partidos[0], notas)
        llave = frozenset(p.pk for p in partidos)
        siglas = "-".join(p.sigla for p in partidos)
        nombre = denominacion(postulante.nombre)
        actor = self._por_partidos.get(llave)
        # Con nombre propio, la misma suma de partidos puede ser otra coalición.
        if actor is not None and (not nombre or llano(nombre) == llano(actor.nombre)):
            return actor
        self._exigir_crear("partidos", nombre or siglas)
        actor = self._crear(
            tipo=TipoDeActor.COALICION, nombre=nombre or siglas, siglas=siglas, partidos=partidos
        )
        if nombre:
            notas.cambio("actor", nombre, "catálogo creado", f"Se creó la coalición «{actor}».")
        else:
            notas.duda(
                "partidos", siglas, "coalición sin nombre",
                "El archivo no dice su nombre ni si es coalición o candidatura común: se creó como "
                "coalición, nombrada por sus siglas.",
            )  # fmt: skip
        return actor

    def _crear_partido(self, nombre: str, notas: Notas, *, con_sigla: bool = True) -> Partido:
        self._exigir_crear("partidos", nombre)
        sigla = nombre[:40]
        partido = Partido.objects.create(
            sigla=sigla, nombre=denominacion(nombre)[:160], alcance=Partido.Alcance.LOCAL
        )
        self._recordar_partido(partido)
        self.creados += 1
        falta = "su nombre completo" if con_sigla else "sus siglas"
        notas.duda(
            "actor", nombre, "partido nuevo",
            f"Se creó como partido local: el archivo no dice {falta} ni su alcance.",
        )  # fmt: skip
        return partido

    def _desconocido(self, texto: str, notas: Notas) -> ActorPolitico:
        """Del nombre solo se sabe lo que el nombre dice."""
        comienzo = llano(texto)
        if comienzo.startswith("partido "):
            return self._de_un_partido(self._crear_partido(texto, notas, con_sigla=False), notas)
        comun = comienzo.startswith("candidatura comun")
        tipo = TipoDeActor.CANDIDATURA_COMUN if comun else TipoDeActor.COALICION
        actor = self._crear(tipo=tipo, nombre=denominacion(texto), siglas="", partidos=[])
        notas.duda(
            "actor", texto, "actor de tipo supuesto",
            f"Se creó como {actor.get_tipo_display().lower()} sin partidos: el archivo solo trae "
            "el nombre.",
        )  # fmt: skip
        return actor
