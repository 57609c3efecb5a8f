"""Signs the files beside it. Needs c2pa-python 0.38.1, and a certificate: chain.pem, leaf.key (EC, for e-mail protection)."""
import json
import c2pa

SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
settings = c2pa.Settings.from_json('{"builder":{"thumbnail":{"enabled":false}}}')
context = c2pa.Context(settings=settings)


def signer():
    with open("chain.pem", "rb") as chain, open("leaf.key", "rb") as key:
        info = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=chain.read(), private_key=key.read(), ta_url=None)
    return c2pa.Signer.from_info(info)


def sign(plain, out, kind, source, agent, title="a clip", ingredient=None, remote=None):
    created = {"action": "c2pa.created", "digitalSourceType": SOURCE + source, "softwareAgent": {"name": agent, "version": "2"}}
    manifest = {
        "claim_generator_info": [{"name": "Uncanny test", "version": "1"}], "title": title, "format": kind,
        "assertions": [{"label": "c2pa.actions", "data": {"actions": [created]}}]}
    builder = c2pa.Builder(json.dumps(manifest), context)
    if ingredient:
        with open(ingredient, "rb") as file:
            builder.add_ingredient(json.dumps({"title": "a photograph", "relationship": "componentOf"}), "image/jpeg", file)
    if remote:
        builder.set_remote_url(remote)
        builder.set_no_embed()
    with open(plain, "rb") as source_file, open(out, "w+b") as out_file:
        builder.sign(signer(), kind, source_file, out_file)


sign("plain.mp4", "generated.mp4", "video/mp4", "trainedAlgorithmicMedia", "Example Generator")
sign("plain.jpg", "captured.jpg", "image/jpeg", "digitalCapture", "Example Camera", "a photograph")
sign("plain.wav", "made.wav", "audio/wav", "algorithmicMedia", "Example Synthesizer")
sign("plain.mp4", "composite.mp4", "video/mp4", "compositeWithTrainedAlgorithmicMedia", "Example Editor",
     ingredient="captured.jpg")
sign("plain.mp4", "remote.mp4", "video/mp4", "trainedAlgorithmicMedia", "Example Generator",
     remote="http://user:secret@manifests.example.com/clip.c2pa")
