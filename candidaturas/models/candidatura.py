"""Los hechos del registro: quién aspira a qué, por quién y con quién. Todo aquí es público.

La fecha de nacimiento y las claves personales no tienen columna en esta app: solo la edad.
"""

from functools import cache, lru_cache

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.text import slugify

from candidaturas.models.actor import ActorPolitico
from candidaturas.models.proceso import (
    CicloDeVida,
    Eleccion,
    EstadoDeProceso,
    ProcesoElectoral,
)
from conoceles.comun import reloj


class Formula(models.Model):
    """Propietaria/o y suplente que se postulan juntas. Su número es el de lista en RP."""

    eleccion = models.ForeignKey(Eleccion, models.PROTECT, related_name="formulas")
    actor = models.ForeignKey(ActorPolitico, models.PROTECT, related_name="formulas")
    numero = models.PositiveIntegerField(
        "número de fórmula o de lista",
        null=True,
        blank=True,
        help_text="El del registro. En representación proporcional es la prelación.",
    )

    class Meta:
        verbose_name = "fórmula"
        ordering = ["eleccion", "actor", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["eleccion", "actor", "numero"],
                name="formula_unica_por_eleccion_y_actor",
                nulls_distinct=False,
            )
        ]

    def __str__(self):
        return f"{self.actor} · {self.eleccion}"


@lru_cache(maxsize=20_000)
def slug_de(nombre: str) -> str:
    """Se recuerda: quien va en la lista de todo el estado sale en cada boleta."""
    return slugify(nombre) or "candidatura"


def camino_de(pk: int, nombre: str) -> str:
    """La dirección de una candidatura; una boleta tiene cientos y resolverlas una por una pesa."""
    return f"{_raiz_de_las_candidaturas()}{pk}-{slug_de(nombre)}/"


@cache
def _raiz_de_las_candidaturas() -> str:
    return reverse("candidaturas:lista")


class TipoDeCandidatura(models.TextChoices):
    PROPIETARIA = "propietaria", "Propietaria/o"
    SUPLENTE = "suplente", "Suplente"


class Sexo(models.TextChoices):
    MUJER = "mujer", "Mujer"
    HOMBRE = "hombre", "Hombre"
    NO_BINARIO = "no_binario", "No binario"


class EstadoDeRegistro(models.TextChoices):
    REGISTRADA = "registrada", "Registrada"
    SUSTITUIDA = "sustituida", "Sustituida"
    RENUNCIA = "renuncia", "Renunció"
    CANCELADA = "cancelada", "Cancelada"


class CandidaturaQuerySet(models.QuerySet):
    def publicas(self):
        """Lo que la ciudadanía puede ver hoy: nada de un proceso antes de su apertura ni después
        de despublicarse."""
        return self.exclude(proceso__estado=EstadoDeProceso.EN_PREPARACION).filter(
            proceso__publico_desde__lte=reloj.ahora(), proceso__ciclo=CicloDeVida.VIGENTE
        )

    def vigentes(self):
        """Las que están en la boleta: sin sustituidas, renuncias ni cancelaciones."""
        return self.filter(estado_registro=EstadoDeRegistro.REGISTRADA)

    def en_orden_de_boleta(self):
        return self.order_by("orden_boleta", "pk")

    def para_tarjeta(self):
        """Con lo que necesita una tarjeta o un renglón, en un número fijo de consultas."""
        return self.select_related(
            "proceso",
            "formula__actor",
            "formula__eleccion__cargo",
            "formula__eleccion__distrito",
            "formula__eleccion__municipio",
            "perfil",
        )


class Candidatura(models.Model):
    formula = models.ForeignKey(
        Formula, models.PROTECT, related_name="candidaturas", verbose_name="fórmula"
    )
    # Repetido de la fórmula para que las consultas públicas filtren sin cuatro uniones.
    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="candidaturas")
    tipo = models.CharField(max_length=12, choices=TipoDeCandidatura)
    folio = models.CharField(max_length=40, blank=True, help_text="El del registro oficial.")
    nombre = models.CharField("nombre completo", max_length=160)
    nombres = models.CharField("nombre(s)", max_length=80, blank=True)
    primer_apellido = models.CharField(max_length=60, blank=True)
    segundo_apellido = models.CharField(max_length=60, blank=True)
    sobrenombre = models.CharField(max_length=80, blank=True)
    sexo = models.CharField(max_length=12, choices=Sexo, blank=True)
    edad = models.PositiveSmallIntegerField("edad el día de la jornada", null=True, blank=True)
    reeleccion = models.BooleanField("elección consecutiva", null=True, blank=True)
    estado_registro = models.CharField(
        max_length=12, choices=EstadoDeRegistro, default=EstadoDeRegistro.REGISTRADA
    )
    por_aclarar = models.CharField(
        max_length=200,
        blank=True,
        help_text="Duda del registro de origen que una persona debe resolver.",
    )
    registrada_el = models.DateField(null=True, blank=True)
    baja_el = models.DateField("fecha en que dejó de estar en la boleta", null=True, blank=True)
    sustituye_a = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="sustituida_por"
    )
    # Sin ICU en la base no hay intercalación en español: las claves las calcula PostgreSQL.
    clave_orden = models.GeneratedField(
        expression=Func(
            F("primer_apellido"),
            F("segundo_apellido"),
            F("nombres"),
            F("nombre"),
            function="conoceles_clave_de_nombre",
        ),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    nombre_llano = models.GeneratedField(
        expression=Func(F("nombre"), F("sobrenombre"), function="conoceles_llano_de_dos"),
        output_field=models.TextField(),
        db_persist=True,
    )

    # Cargo, elección, actor, número y tipo en una sola clave: ordenar no cuesta cuatro uniones.
    orden_boleta = models.CharField(
        max_length=60,
        db_collation="C",
        default="",
        blank=True,
        editable=False,
        help_text="Su lugar en la boleta: lo escribe la base (migración 0003).",
    )

    objects = CandidaturaQuerySet.as_manager()

    class Meta:
        verbose_name = "candidatura"
        ordering = ["pk"]
        constraints = [
            # La segunda titular de un mismo lugar entra marcada por aclarar, nunca encima.
            models.UniqueConstraint(
                fields=["formula", "tipo"],
                condition=Q(estado_registro=EstadoDeRegistro.REGISTRADA, por_aclarar=""),
                name="candidatura_una_por_lugar",
            ),
            models.CheckConstraint(
                condition=Q(edad=None) | Q(edad__range=(18, 120)),
                name="candidatura_edad_posible",
            ),
            models.CheckConstraint(
                condition=Q(estado_registro=EstadoDeRegistro.REGISTRADA, baja_el=None)
                | ~Q(estado_registro=EstadoDeRegistro.REGISTRADA) & Q(baja_el__isnull=False),
                name="candidatura_baja_con_fecha",
            ),
        ]
        indexes = [
            models.Index(fields=["proceso", "estado_registro"], name="candidatura_por_proceso"),
            models.Index(fields=["proceso", "clave_orden"], name="candidatura_por_nombre"),
            models.Index(fields=["proceso", "orden_boleta", "id"], name="candidatura_en_boleta"),
            GinIndex(
                fields=["nombre_llano"],
                opclasses=["gin_trgm_ops"],
                name="candidatura_por_palabra",
            ),
        ]

    def __str__(self):
        return self.nombre

    def get_absolute_url(self):
        return camino_de(self.pk, self.nombre)

    @property
    def slug(self) -> str:
        return slug_de(self.nombre)

    @property
    def esta_en_boleta(self) -> bool:
        return self.estado_registro == EstadoDeRegistro.REGISTRADA
