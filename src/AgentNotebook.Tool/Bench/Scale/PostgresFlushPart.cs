using System.Diagnostics;
using AgentNotebook.Postgres;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Bench.Figures;
using AgentNotebook.Tool.Bench.Sessions;
using Npgsql;

namespace AgentNotebook.Tool.Bench.Scale;

/// <summary>What it costs over loopback that a transition is durable at a server before its effects begin.</summary>
internal sealed class PostgresFlushPart : IScalePart
{
    /// <summary>Flushes of each kind in a batch. Batches take turns, so that what the disk does meanwhile meets all alike.</summary>
    private const int Batch = 20;

    private const int WarmUp = 500;

    public string Name => "postgres-flush";

    public int Repetitions => 60;

    public string? Missing => PostgresPrograms.WhyNot;

    public Task<IReadOnlyList<Figure>> MeasureAsync(string folder, int repetitions, CancellationToken cancellationToken)
    {
        using var server = ScratchPostgres.Start();
        var place = server.Place(server.CreateDatabase());
        using var store = PostgresSessionStore.Open(place);
        using var session = Session.Open(store, "s");
        using var bare = new BareInserts(place);
        var number = 0;
        for (; number < WarmUp; number++)
        {
            session.Append([MadeUpEntries.Transition(number)]);
            bare.Insert(MadeUpEntries.Transition(number).Payload);
            bare.InsertAndCommit(MadeUpEntries.Transition(number).Payload);
        }

        var (alone, committed, flushed, pairs, ratios, strict) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var time = 0; time < repetitions; time++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (one, two, entry, both) = (new double[Batch], new double[Batch], new double[Batch], new double[Batch]);
            for (var i = 0; i < Batch; i++)
            {
                var draft = MadeUpEntries.Transition(number++);
                one[i] = Microseconds(() => bare.Insert(draft.Payload));
                entry[i] = Microseconds(() => session.Append([draft]));
                two[i] = Microseconds(() => bare.InsertAndCommit(draft.Payload));
                both[i] = Microseconds(() => session.Append([draft, draft]));
            }

            alone.Add(Spread.Of(one).Median);
            committed.Add(Spread.Of(two).Median);
            flushed.Add(Spread.Of(entry).Median);
            pairs.Add(Spread.Of(both).Median);
            ratios.Add(flushed[^1] / committed[^1]);
            strict.Add(flushed[^1] / alone[^1]);
        }

        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new(Name, "a single-row INSERT and a COMMIT, prepared, median of 20", "µs", Spread.Of(committed), null),
            new(Name, "a single-row INSERT that commits by itself, in one round trip", "µs", Spread.Of(alone), null),
            new(Name, "the same bytes as a transition, flushed, median of 20", "µs", Spread.Of(flushed), null),
            new(Name, "two entries in one flush, median of 20", "µs", Spread.Of(pairs), null),
            new(Name, "a flushed transition ÷ the INSERT and the COMMIT", "×", Spread.Of(ratios), Goal.MedianAtMost(1.5)),
            new(Name, "the same ÷ the INSERT that commits by itself", "×", Spread.Of(strict), Goal.MedianAtMost(1.5)),
        ]);
    }

    private static double Microseconds(Action act)
    {
        var start = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    /// <summary>The least that a row at a server costs: a table with a number and a text.</summary>
    private sealed class BareInserts : IDisposable
    {
        private readonly NpgsqlConnection _connection;
        private readonly NpgsqlCommand _insert;
        private long _number;

        public BareInserts(string place)
        {
            _connection = new NpgsqlConnection(place + ";Pooling=false");
            _connection.Open();
            using (var create = new NpgsqlCommand("CREATE TABLE bare (number bigint PRIMARY KEY, payload text NOT NULL)", _connection))
            {
                create.ExecuteNonQuery();
            }

            _insert = new NpgsqlCommand("INSERT INTO bare VALUES ($1, $2)", _connection) { Parameters = { new NpgsqlParameter<long>(), new NpgsqlParameter<string> { TypedValue = "" } } };
            _insert.Prepare();
        }

        public void Insert(string payload)
        {
            ((NpgsqlParameter<long>)_insert.Parameters[0]).TypedValue = _number++;
            ((NpgsqlParameter<string>)_insert.Parameters[1]).TypedValue = payload;
            _insert.ExecuteNonQuery();
        }

        public void InsertAndCommit(string payload)
        {
            // BEGIN travels with the first statement, COMMIT is a round trip of its own.
            using var transaction = _connection.BeginTransaction();
            Insert(payload);
            transaction.Commit();
        }

        public void Dispose()
        {
            _insert.Dispose();
            _connection.Dispose();
        }
    }
}
