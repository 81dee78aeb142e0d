"""Las frases con que nace cada renglón. Las edita el personal."""

import pghistory
from django.db import models


@pghistory.track()
class PlantillaDeRedaccion(models.Model):
    """La frase de una clase de acto. Sin renglón, vale la de `informes.redaccion`."""

    clave = models.SlugField(max_length=40, unique=True)
    texto = models.TextField()

    class Meta:
        verbose_name = "plantilla de redacción"
        verbose_name_plural = "plantillas de redacción"
        ordering = ["clave"]

    def __str__(self):
        return self.clave
