package dev.forebay.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.forebay.engine.model.Scorer;
import dev.forebay.plan.Plan.Step.Score;
import dev.forebay.plan.model.ModelContract.Element;
import dev.forebay.plan.model.ModelContract.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a session about many events at once. A number of the vector that goes into an input of floats is rounded to one. <b>Threads</b>: one at a
 * time.
 */
final class OnnxScorer implements Scorer {
    private final OrtSession session;
    private final List<Tensor> inputs;
    private final List<Score.Source> sources;
    private final List<Tensor> outputs;
    private final Set<String> wanted = new LinkedHashSet<>();
    private ByteBuffer memory = ByteBuffer.allocateDirect(0);

    OnnxScorer(OrtSession session, Score step) {
        this.session = session;
        this.inputs = step.contract().inputs();
        this.sources = step.sources();
        this.outputs = step.contract().outputs();
        sources.forEach(source -> wanted.add(outputs.get(source.output()).name()));
    }

    @Override
    public Optional<String> score(double[][] columns, int rows, double[][] answers) {
        List<OnnxTensor> tensors = new ArrayList<>();
        try {
            Map<String, OnnxTensorLike> asked = new HashMap<>();
            boolean together = inputs.size() == 1;
            for (int k = 0; k < inputs.size(); k++) {
                OnnxTensor tensor = together
                        ? tensor(inputs.get(0), columns, 0, columns.length, rows)
                        : tensor(inputs.get(k), columns, k, k + 1, rows);
                tensors.add(tensor);
                asked.put(inputs.get(k).name(), tensor);
            }
            try (OrtSession.Result result = session.run(asked, wanted)) {
                for (int k = 0; k < sources.size(); k++) {
                    Optional<String> mistake = read(result, sources.get(k), rows, answers[k]);
                    if (mistake.isPresent()) {
                        return mistake;
                    }
                }
            }
            return Optional.empty();
        } catch (OrtException e) {
            return Optional.of(OnnxModel.firstLine(e));
        } finally {
            tensors.forEach(OnnxTensor::close);
        }
    }

    /** Columns {@code from} to {@code to} as one tensor, an event a row. */
    private OnnxTensor tensor(Tensor input, double[][] columns, int from, int to, int rows) throws OrtException {
        int width = to - from;
        boolean single = input.element() == Element.FLOAT;
        ByteBuffer bytes = buffer(rows * width * (single ? Float.BYTES : Double.BYTES), width == columns.length);
        for (int row = 0; row < rows; row++) {
            for (int k = from; k < to; k++) {
                if (single) {
                    bytes.putFloat((float) columns[k][row]);
                } else {
                    bytes.putDouble(columns[k][row]);
                }
            }
        }
        bytes.flip();
        long[] shape = input.shape().size() == 1 ? new long[] {rows} : new long[] {rows, width};
        return single
                ? OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), bytes.asFloatBuffer(), shape)
                : OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), bytes.asDoubleBuffer(), shape);
    }

    /** Room for a tensor; the same room again where there is one tensor only. */
    private ByteBuffer buffer(int length, boolean alone) {
        if (!alone) {
            return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
        }
        if (memory.capacity() < length) {
            memory = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
        }
        return memory.clear();
    }

    private Optional<String> read(OrtSession.Result result, Score.Source source, int rows, double[] answer)
            throws OrtException {
        String name = outputs.get(source.output()).name();
        OnnxValue value = result.get(name).orElse(null);
        if (!(value instanceof OnnxTensor tensor)) {
            return Optional.of("the model gave no '" + name + "'");
        }
        long[] shape = tensor.getInfo().getShape();
        long width = shape.length == 2 ? shape[1] : 1;
        if (shape.length < 1 || shape.length > 2 || shape[0] != rows || source.position() >= width) {
            return Optional.of("the model gave " + shape.length + " dimensions of '" + name + "' that do not fit "
                    + rows + " events");
        }
        int step = (int) width;
        ByteBuffer bytes = tensor.getByteBuffer().order(ByteOrder.nativeOrder());
        for (int row = 0; row < rows; row++) {
            int at = row * step + source.position();
            answer[row] = switch (tensor.getInfo().type) {
                case FLOAT -> bytes.getFloat(at * Float.BYTES);
                case DOUBLE -> bytes.getDouble(at * Double.BYTES);
                case INT64 -> bytes.getLong(at * Long.BYTES);
                default -> Double.NaN;
            };
        }
        return Optional.empty();
    }
}
