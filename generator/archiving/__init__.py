"""Packages for archives: TEI, EAD, PREMIS and RO-Crate files of one edition, in a BagIt bag."""
