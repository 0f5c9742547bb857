package main

import "github.com/spf13/cobra"

// commandGroups lists the commands by what they are for; each has a file of
// its own.
func commandGroups(a *app) map[string][]*cobra.Command {
	return map[string][]*cobra.Command{
		"read": {
			newIngestCommand(a),
			newExtractCommand(a),
			newAnalyzeCommand(a),
		},
		"ask": {
			newQueryCommand(a),
			newFactsCommand(a),
			newEntitiesCommand(a),
			newPredicatesCommand(a),
			newArticlesCommand(a),
			newStatsCommand(a),
			newShowCommand(a),
			newSearchCommand(a),
			newSPARQLCommand(a),
			newPathCommand(a),
			newNeighborsCommand(a),
			newTimelineCommand(a),
			newCompareCommand(a),
			newWhoSaysCommand(a),
			newExplainCommand(a),
		},
		"hand": {
			newExportCommand(a),
			newImportCommand(a),
		},
		"keep": {
			newRemoveCommand(a),
			newMergeCommand(a),
			newSplitCommand(a),
			newRenameCommand(a),
			newDifferentCommand(a),
			newDecisionsCommand(a),
			newUndoCommand(a),
			newCheckCommand(a),
			newBackupCommand(a),
			newRestoreCommand(a),
		},
	}
}
