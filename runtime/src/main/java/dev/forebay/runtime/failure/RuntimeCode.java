package dev.forebay.runtime.failure;

import dev.forebay.types.diagnostic.DiagnosticCode;
import dev.forebay.types.diagnostic.Severity;

/** What can be wrong around a pipeline while it is loaded or runs. */
public enum RuntimeCode implements DiagnosticCode {
    FILE_MISSING("FB8001", "no such file"),
    FILE_UNREADABLE("FB8002", "a file cannot be read"),
    FILE_TOO_LARGE("FB8003", "a definition is too large"),
    FILE_NOT_TEXT("FB8004", "a definition is not UTF-8 text"),
    FILE_EMPTY("FB8005", "a definition is empty"),

    NO_KAFKA_SOURCE("FB8101", "the pipeline has no Kafka source"),
    NO_SINK("FB8102", "the pipeline has no sink"),
    CLIENT_SETTING("FB8103", "a client setting is not accepted"),
    BROKER_UNREACHABLE("FB8104", "no broker answers"),
    LOGIN_REFUSED("FB8105", "the broker refuses the login"),
    NOT_AUTHORISED("FB8106", "the broker refuses a right"),
    TOPIC_MISSING("FB8107", "a topic does not exist"),
    OTHER_CLUSTER("FB8108", "the broker belongs to another cluster than before"),
    TOPIC_RECREATED("FB8109", "the source topic is another one than before"),
    POSITION_LOST("FB8110", "the next event to read is no longer in the topic"),
    RECORD_REFUSED("FB8111", "the broker refuses a record"),
    BROKER_FAILED("FB8112", "the broker refuses to go on"),
    TLS_FAILED("FB8113", "no TLS connection to the broker"),

    OWNED("FB8201", "another process runs this pipeline"),
    FENCED("FB8202", "another process took this pipeline over"),
    NO_JOURNAL("FB8203", "committed offsets without a journal"),
    OFFSETS_MOVED("FB8204", "committed offsets and journal disagree"),
    JOURNAL_UNREADABLE("FB8205", "the journal cannot be understood"),
    NO_SNAPSHOT("FB8206", "the state cannot be restored"),
    STOPPED_EARLY("FB8207", "stopped before everything in flight was committed"),
    JOURNAL_GAP("FB8208", "commits are missing from the journal"),
    STATE_TOO_LARGE("FB8209", "the state needs more memory than it may take"),
    EVENTS_HELD("FB8210", "events wait that the definition would not process"),

    OUTPUT_EXISTS("FB8301", "the output file exists"),
    CANNOT_WRITE("FB8302", "a file cannot be written"),
    FILE_FORMAT("FB8303", "the file's extension names no format"),
    METRICS_PORT("FB8304", "the metrics port cannot be opened"),
    FILE_IN_USE("FB8305", "another pipeline writes the same file"),
    FILE_COLUMNS("FB8306", "a file has not the schema's columns"),
    REQUEST_PORT("FB8307", "the port for requests cannot be opened"),

    BOOTSTRAP_REQUEST("FB8401", "the history to begin with is not asked for rightly"),
    HISTORY_THERE("FB8402", "the pipeline has a history already"),
    HISTORY_EMPTY("FB8403", "the history to begin with holds no events"),
    HISTORY_UNFIT("FB8404", "the history to begin with does not fit the source"),

    FIT_REQUEST("FB8601", "what is to be fitted is not asked for rightly"),
    UNFIT_DATA("FB8602", "data that a transformer cannot be fitted on"),
    FIT_TOO_LARGE("FB8603", "more data to fit on than memory holds"),
    FITTED_MISSING("FB8604", "a directory of fitted state that is not there"),

    IMPACT_REQUEST("FB8701", "a comparison that is not asked for rightly"),

    ACCOUNTING("FB9801", "events read are not events accounted for"),
    DEFECT("FB9802", "a defect of Forebay");

    private final String id;
    private final String title;

    RuntimeCode(String id, String title) {
        this.id = id;
        this.title = title;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String title() {
        return title;
    }
}
