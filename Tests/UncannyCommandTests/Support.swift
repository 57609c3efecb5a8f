import TestMedia
