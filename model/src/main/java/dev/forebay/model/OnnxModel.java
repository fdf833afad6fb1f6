package dev.forebay.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.forebay.engine.model.Scorers;
import dev.forebay.plan.model.ModelContract;
import dev.forebay.plan.model.ModelContract.Element;
import dev.forebay.plan.model.ModelContract.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model as ONNX that runs in this process, by ONNX Runtime, one thread a question. Safe to use from several threads: each pipeline in flight has a
 * scorer of its own over one session. It is held for the life of the process.
 */
public final class OnnxModel {
    /** A file of more bytes is refused. */
    public static final int MOST_BYTES = 1 << 30;

    private final OrtSession session;
    private final byte[] bytes;
    private final ModelContract contract;
    private final Map<String, String> metadata;

    private OnnxModel(OrtSession session, byte[] bytes, ModelContract contract, Map<String, String> metadata) {
        this.metadata = Map.copyOf(metadata);
        this.session = session;
        this.bytes = bytes;
        this.contract = contract;
    }

    /** The model in a file. */
    public static OnnxModel read(Path file) throws ModelRefusal {
        if (Files.isDirectory(file)) {
            throw new ModelRefusal(
                    ModelCode.UNREADABLE,
                    "the model " + file + " is a directory",
                    "what would do: a file such as fraud.onnx");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            if (bytes.length == MOST_BYTES && in.read() >= 0) {
                throw new ModelRefusal(
                        ModelCode.UNREADABLE,
                        String.format(Locale.ROOT, "the model %s has more than %,d bytes", file, MOST_BYTES),
                        "so large a model is better served by a server");
            }
            return of(bytes, file.toString());
        } catch (IOException e) {
            throw new ModelRefusal(
                    ModelCode.UNREADABLE,
                    "the model " + file + " cannot be read",
                    "the system says: " + e.getMessage());
        }
    }

    /**
     * The model in some bytes.
     *
     * @param name what messages call it
     */
    public static OnnxModel of(byte[] bytes, String name) throws ModelRefusal {
        try {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            // Pipelines have threads of their own, and one thread gives the same bits each time.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = environment().createSession(bytes, options);
            ModelContract contract = new ModelContract(
                    session.getMetadata().getGraphName(),
                    sha256(bytes),
                    tensors(session.getInputInfo().values()),
                    tensors(session.getOutputInfo().values()));
            return new OnnxModel(
                    session, bytes.clone(), contract, session.getMetadata().getCustomMetadata());
        } catch (OrtException e) {
            throw new ModelRefusal(
                    ModelCode.NOT_A_MODEL,
                    name + " is no model that ONNX Runtime can run",
                    "it says: " + firstLine(e),
                    "what would do: a file that skl2onnx, torch.onnx or another converter wrote");
        }
    }

    /** The runtime, which tells its maker nothing. */
    private static OrtEnvironment environment() throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        environment.setTelemetry(false);
        return environment;
    }

    /** What a user needs of an exception of ONNX Runtime. */
    static String firstLine(OrtException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static List<Tensor> tensors(Collection<NodeInfo> nodes) {
        List<Tensor> tensors = new ArrayList<>();
        for (NodeInfo node : nodes) {
            if (node.getInfo() instanceof TensorInfo info) {
                Element element = switch (info.type) {
                    case FLOAT -> Element.FLOAT;
                    case DOUBLE -> Element.DOUBLE;
                    case INT64 -> Element.INT64;
                    default -> Element.OTHER;
                };
                tensors.add(new Tensor(
                        node.getName(),
                        element,
                        Arrays.stream(info.getShape()).boxed().toList()));
            } else {
                tensors.add(new Tensor(node.getName(), Element.OTHER, List.of()));
            }
        }
        return tensors;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What it takes and gives. */
    public ModelContract contract() {
        return contract;
    }

    /** What its maker wrote under a name of his own ({@code metadata_props}); null where there is nothing of that name. */
    public @Nullable String metadata(String name) {
        return metadata.get(name);
    }

    /** The file, byte for byte. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Scorers that ask this model. */
    public Scorers scorers() {
        return step -> new OnnxScorer(session, step);
    }
}
