using System.Diagnostics;
using AgentNotebook.Postgres;
using AgentNotebook.Tool.Bench.Figures;
using AgentNotebook.Tool.Bench.Sessions;

namespace AgentNotebook.Tool.Bench.Scale;

/// <summary>How long it takes to open a store of many sessions and to list some of them.</summary>
internal sealed class PostgresListPart : IScalePart
{
    private const int Sessions = 10_000;
    private const int Written = 50;
    private const int PageLength = 50;

    // What opening a session writes, for many at once: the checksum is EntryChecksum.First.
    private const string Make =
        """
        INSERT INTO agentnotebook.session (name, created, last_written, last_sequence, last_checksum, bytes)
        SELECT name, created, created, 0, sha256(int8send(created) || convert_to(name, 'UTF8')), 0
        FROM (SELECT 'member-' || number AS name, 1700000000000000 + number AS created FROM generate_series(1, 10000) number) made
        """;

    public string Name => "postgres-list";

    public int Repetitions => 40;

    public string? Missing => PostgresPrograms.WhyNot;

    public Task<IReadOnlyList<Figure>> MeasureAsync(string folder, int repetitions, CancellationToken cancellationToken)
    {
        using var server = ScratchPostgres.Start();
        var database = server.CreateDatabase();
        var place = server.Place(database);
        using (var store = PostgresSessionStore.Open(place))
        {
            server.Execute(Make, database);
            for (var i = 1; i <= Written; i++)
            {
                MadeUpEntries.Fill(store, $"member-{i}", 100);
            }

            if (store.List().Count != Sessions || !store.Verify().IsIntact)
            {
                throw new IOException("The store that was to be listed was made wrongly.");
            }
        }

        var (opened, paged, all) = (new List<double>(), new List<double>(), new List<double>());
        for (var time = 0; time < repetitions; time++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            using var store = PostgresSessionStore.OpenReadOnly(place);
            opened.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var page = store.List(Sessions / 2, PageLength);
            paged.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
            var whole = store.List();
            all.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (page.Count != PageLength || page[0] != whole[Sessions / 2])
            {
                throw new IOException("The page was none of the list.");
            }
        }

        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new(Name, "connecting and opening the store", "ms", Spread.Of(opened), null),
            new(Name, "the same and a page of 50 from the middle of 10,000 sessions", "ms", Spread.Of(paged), Goal.MedianAtMost(50)),
            new(Name, "all 10,000 sessions", "ms", Spread.Of(all), null),
        ]);
    }
}
