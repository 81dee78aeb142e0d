"""La historia pública de un perfil: qué campo cambió y cuándo, nunca lo que antes decía."""

from django.db import models

from candidaturas.models.candidatura import Candidatura
from candidaturas.models.perfil import ClaseDeDeclaracion, ContenidoCurricular, SeccionDePerfil


class ClaseDeCambio(models.TextChoices):
    PUBLICADO = "publicado", "Se publicó"
    CAMBIO = "cambio", "Cambió"
    RETIRADO = "retirado", "Se retiró"
    PAUSADO = "pausado", "Se pausó"
    REANUDADO = "reanudado", "Se reanudó"


class CambioDePerfil(models.Model):
    """Un campo que se publicó, cambió o se retiró, o una sección que se pausó o se reanudó.
    Lo retirado no se conserva: solo su fecha."""

    FOTO = "foto"
    # Retirar el perfil entero es un solo renglón.
    PERFIL = "perfil"
    # Pausar una sección, también.
    SECCION = {seccion: f"seccion_{seccion}" for seccion in SeccionDePerfil}

    candidatura = models.ForeignKey(Candidatura, models.CASCADE, related_name="cambios")
    campo = models.CharField(
        max_length=30,
        choices=[
            *(
                (c, ContenidoCurricular._meta.get_field(c).verbose_name)
                for c in ContenidoCurricular.CAMPOS
            ),
            (FOTO, "fotografía"),
            *((f"declaracion_{clase.value}", clase.label.lower()) for clase in ClaseDeDeclaracion),
            (PERFIL, "el perfil completo"),
            *((f"seccion_{s.value}", f"la sección «{s.label}»") for s in SeccionDePerfil),
        ],
    )
    momento = models.DateTimeField()
    clase = models.CharField(max_length=10, choices=ClaseDeCambio)

    class Meta:
        verbose_name = "cambio de un perfil"
        verbose_name_plural = "cambios de perfiles"
        ordering = ["candidatura", "momento", "pk"]

    def __str__(self):
        return f"{self.get_campo_display()}: {self.get_clase_display()}"
