package dev.forebay.release.registry;

import dev.forebay.release.digest.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of what was allowed; differences are lines of one text. */
final class AllowanceTable {
    private AllowanceTable() {}

    static int insert(Connection connection, Allowance allowance) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO allowance (number, digest, stage, allowed_at, allowed_by, reason, differences)"
                        + " SELECT COALESCE(MAX(number), 0) + 1, ?, ?, ?, ?, ?, ? FROM allowance")) {
            insert.setString(1, allowance.release().hex());
            insert.setString(2, allowance.stage());
            insert.setString(3, allowance.at().toString());
            insert.setString(4, allowance.by());
            insert.setString(5, allowance.reason());
            insert.setString(6, String.join("\n", allowance.differences()));
            return insert.executeUpdate();
        }
    }

    static List<Allowance> select(Connection connection, Digest release) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT stage, allowed_at, allowed_by, reason, differences FROM allowance WHERE digest = ? ORDER BY number")) {
            select.setString(1, release.hex());
            try (ResultSet rows = select.executeQuery()) {
                List<Allowance> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Allowance(
                            release,
                            rows.getString(1),
                            Instant.parse(rows.getString(2)),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5).lines().toList()));
                }
                return found;
            }
        }
    }
}
