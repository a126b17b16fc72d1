using System.Diagnostics;
using System.Globalization;
using System.Text;
using Leadgate.Bench.Reporting;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Formats.Csv;
using Leadgate.Formats.Files;
using Leadgate.Formats.Xlsx;
using MiniExcelLibs;
using nietras.SeparatedValues;

namespace Leadgate.Bench.Files;

/// <summary>Writes one CSV and one XLSX with the same rows, and reads both in several ways.</summary>
internal static class FilesRun
{
    /// <summary>What the contract asks for, from the file to the durable store.</summary>
    private const double CsvGoal = 50_000;

    private const double XlsxGoal = 15_000;

    private static readonly string[] Headers =
    [
        "leadType",
        "firstName",
        "lastName",
        "customerCountry",
        "customerRegion",
        "customerCity",
        "Mobile",
        "email",
        "brand",
        "leadDate",
        "source",
        "leadNote",
    ];

    public static async Task<int> RunAsync(int rows, int rounds, string? report, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("leadgate-files-").FullName;
        try
        {
            var (csv, xlsx) = (Path.Combine(folder, "leads.csv"), Path.Combine(folder, "leads.xlsx"));
            await WriteFilesAsync(csv, xlsx, rows, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows: CSV {Size(csv)} MiB, XLSX {Size(xlsx)} MiB"));
            (string What, Func<long> Read)[] cases =
            [
                ("CSV: Sep alone, every cell as a span", () => ReadWithSep(csv)),
                ("CSV: to the JSON of leads", () => ReadLeads(csv, null, cancellation)),
                ("CSV: to validated leads, one thread", () => ReadLeads(csv, CreateValidator(), cancellation)),
                ("XLSX: MiniExcel alone, every cell as an object", () => ReadWithMiniExcel(xlsx)),
                ("XLSX: to the JSON of leads", () => ReadLeads(xlsx, null, cancellation)),
                ("XLSX: to validated leads, one thread", () => ReadLeads(xlsx, CreateValidator(), cancellation)),
            ];
            var results = new List<FilesResult>();
            foreach (var (what, read) in cases)
            {
                results.Add(Measure(what, read, rounds));
                Console.WriteLine(Describe(results[^1]));
            }

            var csvStored = await StoreImport.MeasureAsync("CSV: to the store, by `import`", csv, rows, rounds, cancellation);
            Console.WriteLine(Describe(csvStored));
            var xlsxStored = await StoreImport.MeasureAsync("XLSX: to the store, by `import`", xlsx, rows, rounds, cancellation);
            Console.WriteLine(Describe(xlsxStored));
            results.Insert(3, csvStored);
            results.Add(xlsxStored);
            if (report is not null)
                await File.WriteAllTextAsync(report, WriteReport(rows, Size(csv), Size(xlsx), results), cancellation);
            return csvStored.PerSecond >= CsvGoal && xlsxStored.PerSecond >= XlsxGoal ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteFilesAsync(string csv, string xlsx, int rows, CancellationToken cancellation)
    {
        await using var csvFile = File.Create(csv);
        await using var xlsxFile = File.Create(xlsx);
        var output = System.IO.Pipelines.PipeWriter.Create(csvFile);
        var text = new CsvWriter(output, guards: true);
        text.WriteHeader(Headers);
        await using var workbook = await XlsxWriter.CreateAsync(xlsxFile, "leads", Headers, cancellation);
        for (var row = 0; row < rows; row++)
        {
            var cells = MakeRow(row);
            text.WriteRow(cells);
            await workbook.WriteRowAsync(cells, cancellation);
            if (row % 1000 == 0)
                await output.FlushAsync(cancellation);
        }

        await workbook.FinishAsync(cancellation);
        await output.CompleteAsync();
    }

    private static string[] MakeRow(int row)
    {
        var isArabic = row % 2 == 0;
        return
        [
            "Individual",
            isArabic ? "عبدالله" : "Reem",
            isArabic ? "الزهراني" : "Careem",
            isArabic ? "السعودية" : "Saudi Arabia",
            isArabic ? "منطقة الرياض" : "Makkah",
            isArabic ? "الرياض" : "Jeddah",
            string.Create(CultureInfo.InvariantCulture, $"05{row % 100_000_000:00000000}"),
            string.Create(CultureInfo.InvariantCulture, $"person{row}@example.com"),
            "Kia",
            new DateTime(2025, 1, 1).AddMinutes(row % 400_000).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            "Website",
            isArabic ? "يفضل الاتصال بعد المغرب، ويسأل عن خطط التقسيط" : "Asked about the warranty, and the price",
        ];
    }

    private static readonly ListCatalog Catalog = ListCatalog.Build(BuiltInLists.Read());

    private static LeadValidator CreateValidator() => new(Catalog, Intake.BenchRules.Rules, TimeProvider.System.GetUtcNow());

    private static long ReadLeads(string path, LeadValidator? validator, CancellationToken cancellation)
    {
        using var file = File.OpenRead(path);
        var analysis = FileAnalyzer.Analyze(file, path, FileChoices.None, cancellation);
        if (analysis is not FileAnalysis.Understood { Description: { Problem: null } description })
            throw new InvalidOperationException("The file was not understood.");
        using var reader = LeadFile.Open(file, description, FileChoices.None, Catalog);
        var rows = 0L;
        var memory = new LeadMemory();
        while (reader.Read(cancellation))
        {
            validator?.Validate(0, reader.Current.Json.Span, memory, reader.Current.Faults);
            if (++rows % 1000 != 0)
                continue;
            memory.Return();
            memory = new LeadMemory();
        }

        return rows;
    }

    private static long ReadWithSep(string path)
    {
        using var reader = Sep.New(',').Reader(options => options with { Unescape = true }).FromFile(path);
        var (rows, length) = (0L, 0L);
        foreach (var row in reader)
        {
            for (var column = 0; column < row.ColCount; column++)
                length += row[column].Span.Length;
            rows++;
        }

        return length > 0 ? rows : 0;
    }

    private static long ReadWithMiniExcel(string path) => MiniExcel.Query(path).Count(row => row is not null) - 1;

    private static FilesResult Measure(string what, Func<long> read, int rounds)
    {
        var (best, rows, allocated, peak) = (double.MaxValue, 0L, 0L, 0L);
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            var before = Environment.WorkingSet;
            using var watch = new MemoryWatch();
            var (bytes, started) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
            rows = read();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - bytes;
            peak = Math.Max(peak, watch.Peak - before);
        }

        return new(what, rows, best, (double)allocated / rows, Math.Max(0, peak));
    }

    private static string Describe(FilesResult result) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{result.What}: {result.PerSecond:N0} rows/s, {result.AllocatedPerRow:N0} B/row, memory {result.PeakBytes >> 20} MiB"
        );

    private static string WriteReport(int rows, long csv, long xlsx, List<FilesResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine("# Files")
            .AppendLine()
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"Written by `./leadgate bench files`: {rows:N0} rows with twelve columns, half of them"
            )
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"Arabic, as CSV ({csv} MiB) and XLSX ({xlsx} MiB). One thread reads; the fastest round counts. The"
            )
            .AppendLine(
                "libraries beside it only read the cells. `import` is the program itself with a new SQLite database, from the start of"
            )
            .AppendLine("the process to its end: upload, validation, leads on disk; its memory is that of the whole process.")
            .AppendLine()
            .AppendLine("| goal | measured | met |")
            .AppendLine("|---|---:|---|")
            .AppendLine(Goal("CSV", CsvGoal, results[3]))
            .AppendLine(Goal("XLSX", XlsxGoal, results[7]))
            .AppendLine()
            .AppendLine("- " + Machine.Processor)
            .AppendLine("- " + Machine.Platform)
            .AppendLine()
            .AppendLine("| what | rows/s | ÷ the library alone | allocated per row | memory |")
            .AppendLine("|---|---:|---:|---:|---:|");
        foreach (var result in results)
        {
            var alone = results[result.What.StartsWith("CSV", StringComparison.Ordinal) ? 0 : 4];
            var allocated = result.AllocatedPerRow is { } bytes ? bytes.ToString("N0", CultureInfo.InvariantCulture) + " B" : "";
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {result.What} | {result.PerSecond:N0} | {result.PerSecond / alone.PerSecond:0.00} | {allocated} | "
                    + $"{result.PeakBytes >> 20} MiB |"
            );
        }

        return text.ToString();
    }

    private static string Goal(string kind, double goal, FilesResult stored) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {kind} from file to store: {goal:N0} rows/s | {stored.PerSecond:N0} | {(stored.PerSecond >= goal ? "yes" : "**no**")} |"
        );

    private static long Size(string path) => new FileInfo(path).Length >> 20;
}
