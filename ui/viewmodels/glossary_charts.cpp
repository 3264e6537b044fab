// SPDX-License-Identifier: GPL-3.0-or-later
// What the glossary says about every chart.
#include "ui/viewmodels/glossary_tables.h"

#include <QtGlobal>

namespace tunescope::ui {
namespace {

constexpr GlossaryText kChartTexts[]{
    {"LearningCurveChart", QT_TRANSLATE_NOOP("glossary", "Learning curves"), "overfitting", "",
     "term:overfitting term:gap term:epoch",
     QT_TRANSLATE_NOOP("glossary",
                       "Score or loss of each trial after every epoch.\nThin dashes are the training part, "
                       "thick lines the validation part; the rest of the trials are ghosts.\nWhere training "
                       "still improves and validation gets worse, overfitting has begun.")},
    {"CurveChartView", QT_TRANSLATE_NOOP("glossary", "Curves of pinned trials"), "pinned", "",
     "chart:LearningCurveChart term:pinned",
     QT_TRANSLATE_NOOP(
         "glossary",
         "Learning curves of the pinned trials, each in its colour and dash.\nThe cross shows all "
         "of them at one epoch.\nWhich one is ahead early on is not always ahead at the end.")},
    {"ScoreHistogram", QT_TRANSLATE_NOOP("glossary", "Scores so far"), "histogram", "",
     "term:score chart:HistoryChart",
     QT_TRANSLATE_NOOP("glossary",
                       "How the scores of all ended trials are spread; the star is the best one.\nBlue "
                       "trials ended in the last second.\nA hill far from the star says that good settings "
                       "are rare; new blue ones near it, that the search is getting there.")},
    {"ConfusionMatrix", QT_TRANSLATE_NOOP("glossary", "Confusion matrix"), "confusion", "activation",
     "metric:precision metric:recall metric:f1",
     QT_TRANSLATE_NOOP("glossary",
                       "Rows are the true classes, columns the answers; each cell counts samples.\nThe "
                       "diagonal is right, all else are mistakes.\nA row gives recall, a column "
                       "precision.\nClick a cell to see its samples.")},
    {"ConfusionDifference", QT_TRANSLATE_NOOP("glossary", "Confusion difference"), "confusion", "",
     "chart:ConfusionMatrix term:pinned",
     QT_TRANSLATE_NOOP("glossary",
                       "The matrix of one trial minus that of another.\nBlue cells are better for the "
                       "first, orange ones for the second.\nLook for mistakes that moved, not only for "
                       "fewer of them.")},
    {"HeatmapView", QT_TRANSLATE_NOOP("glossary", "Matrix"), "confusion", "activation",
     "chart:ConfusionMatrix",
     QT_TRANSLATE_NOOP("glossary",
                       "Numbers as colours in rows and columns.\nThe darker a cell, the larger its number; "
                       "empty cells are 0.\nArrow keys move from cell to cell and read it out.")},
    {"LayerChart", QT_TRANSLATE_NOOP("glossary", "Layer health"), "depth", "hidden-layers",
     "setting:init setting:activation",
     QT_TRANSLATE_NOOP("glossary",
                       "How far each layer's weights move in a step, by their size, over the epochs; the "
                       "band is healthy.\nLayers near the input that hardly move have lost the "
                       "gradient.\nOpen a row for its weights and gradients.")},
    {"ParallelView", QT_TRANSLATE_NOOP("glossary", "Parallel coordinates"), "parallel", "quest",
     "chart:SliceChart term:trial",
     QT_TRANSLATE_NOOP("glossary",
                       "Every line is a trial; every axis is a setting or a score.\nDrag on an axis to keep "
                       "only the trials that pass there.\nIf the best lines come together on an axis, that "
                       "setting matters.")},
    {"HistoryChart", QT_TRANSLATE_NOOP("glossary", "History of scores"), "history", "quest",
     "term:score sampler:auto",
     QT_TRANSLATE_NOOP("glossary",
                       "The score of every trial in the order of the search, and the best so far as a "
                       "line.\nA line that is flat for long says that more trials of this kind will hardly "
                       "help.")},
    {"TimeScoreChart", QT_TRANSLATE_NOOP("glossary", "Score against time"), "pareto", "network-size",
     "metric:train_seconds term:pareto",
     QT_TRANSLATE_NOOP("glossary",
                       "The score of each trial against the time it took.\nThe best deals lie on the edge: "
                       "nothing else is both quicker and better.\nA long way to the right for a little gain "
                       "may not be worth it.")},
    {"ContourView", QT_TRANSLATE_NOOP("glossary", "Contour"), "contour", "",
     "chart:SliceChart term:importance",
     QT_TRANSLATE_NOOP("glossary",
                       "The score expected over two settings in bands; the dots are trials.\nHatched where "
                       "no trial is near: there it only guesses.\nSlanted bands say that the two settings "
                       "depend on each other.")},
    {"ImportanceBars", QT_TRANSLATE_NOOP("glossary", "Importance bars"), "importance", "quest",
     "term:importance term:confidence_interval",
     QT_TRANSLATE_NOOP("glossary",
                       "How much of the differences between trials each setting explains.\nThe thin lines "
                       "are intervals; wide ones mean that there are too few trials.\nIt holds for the "
                       "ranges that were searched, not for all.")},
    {"SliceChart", QT_TRANSLATE_NOOP("glossary", "Slice"), "slice", "", "chart:ContourView term:importance",
     QT_TRANSLATE_NOOP("glossary",
                       "The score of all trials along one setting.\nA hill shows where it does best; a flat "
                       "cloud says that it hardly matters here.\nOther settings vary too, so the spread is "
                       "not noise alone.")},
    {"OutlookChart", QT_TRANSLATE_NOOP("glossary", "Outlook of the Gaussian process"), "bayesian", "",
     "sampler:gp term:acquisition",
     QT_TRANSLATE_NOOP("glossary",
                       "What the Gaussian process expects along one setting, with its uncertainty as a "
                       "band.\nDots are trials; the lower curve is the gain it hopes for.\nThe next trial "
                       "is at the top of that curve.")},
    {"DensityChart", QT_TRANSLATE_NOOP("glossary", "Good and other trials"), "density", "", "sampler:tpe",
     QT_TRANSLATE_NOOP("glossary",
                       "TPE at one setting: where good trials lie and where the others lie.\nIt tries "
                       "values where the first is high and the second low.")},
    {"GainPlane", QT_TRANSLATE_NOOP("glossary", "Expected gain over two settings"), "bayesian", "",
     "sampler:gp term:acquisition",
     QT_TRANSLATE_NOOP("glossary",
                       "What is worth trying, over two settings.\nDarker places promise more: a high guess, "
                       "or much that is unknown.\nThe mark is what was proposed.")},
    {"GenerationChart", QT_TRANSLATE_NOOP("glossary", "Generations"), "genetic", "", "sampler:ga",
     QT_TRANSLATE_NOOP("glossary",
                       "The parents and children of one generation, for two settings at a time.\nChildren "
                       "lie between their parents or a small change away.\nWhen all come together, the "
                       "search has settled, for good or too early.")},
    {"RungChart", QT_TRANSLATE_NOOP("glossary", "Rungs"), "rungs", "", "pruner:asha term:rung",
     QT_TRANSLATE_NOOP("glossary",
                       "Successive halving: how many trials reached each rung and which went on.\nOnly the "
                       "best third climbs to the next one.")},
    {"Timeline", QT_TRANSLATE_NOOP("glossary", "Timeline of trials"), "timeline", "",
     "term:trial term:worker",
     QT_TRANSLATE_NOOP("glossary",
                       "Which worker ran which trial when.\nShort blocks were stopped early; the star is "
                       "the best trial.\nGaps mean that a worker had to wait.")},
    {"LuckChart", QT_TRANSLATE_NOOP("glossary", "Scores of the best trials"), "luck", "quest",
     "term:confidence_interval term:tie",
     QT_TRANSLATE_NOOP("glossary",
                       "The scores of the top trials, each with the range in which chance alone could have "
                       "put it.\nWhere ranges overlap, the order may be luck.\nNew seeds show more than one "
                       "more look.")},
    {"TriedSquare", QT_TRANSLATE_NOOP("glossary", "What gets tried"), "search", "quest",
     "sampler:grid sampler:random",
     QT_TRANSLATE_NOOP("glossary",
                       "The first trials that a strategy would make, over two settings.\nMarks at the edges "
                       "show how many different values each setting gets.")},
    {"ProjectionView", QT_TRANSLATE_NOOP("glossary", "Projection of the rows"), "projection", "",
     "term:feature",
     QT_TRANSLATE_NOOP("glossary",
                       "The samples in two dimensions, by their main components.\nClasses that lie apart "
                       "here are easy; those that overlap may still be told apart by the other columns.")},
    {"CurvesPreview", QT_TRANSLATE_NOOP("glossary", "Recorded curves"), "overfitting", "",
     "chart:LearningCurveChart",
     QT_TRANSLATE_NOOP("glossary",
                       "Learning curves of a recorded search, as you will see them live.\nEach line is one "
                       "trial with settings of its own.")},
    {"RegressionPlot", QT_TRANSLATE_NOOP("glossary", "Predicted against true"), "residuals", "",
     "metric:rmse metric:r2",
     QT_TRANSLATE_NOOP("glossary",
                       "Predicted against true value of each validation row.\nOn the diagonal the "
                       "prediction is right; the distance to it is the error.\nA tilted or bent cloud means "
                       "a systematic error.")},
    {"RateCurvePlot", QT_TRANSLATE_NOOP("glossary", "ROC and precision-recall curve"), "roc", "",
     "metric:roc_auc metric:pr_auc",
     QT_TRANSLATE_NOOP("glossary",
                       "The ROC or precision-recall curve over all thresholds.\nThe dot is the threshold of "
                       "now.\nA curve nearer to the corner is better.")},
    {"ScoreThresholdPlot", QT_TRANSLATE_NOOP("glossary", "Scores and threshold"), "threshold", "",
     "term:threshold metric:precision metric:recall",
     QT_TRANSLATE_NOOP("glossary",
                       "How the scores of the rows are spread: harmless ones upwards, those to be found "
                       "downwards.\nThe line is the threshold; orange rows stand on its wrong side.\nMove "
                       "it by mouse or arrow keys to see what it catches and what it costs.")},
    {"RateTestChart", QT_TRANSLATE_NOOP("glossary", "Learning-rate range test"), "rate_test", "learning-rate",
     "setting:learning_rate",
     QT_TRANSLATE_NOOP("glossary",
                       "The loss while the learning rate rises from step to step in one short "
                       "training.\nGood rates lie where it falls steeply, well before it blows up.\nDrag "
                       "the range to a search row to use it.")},
    {"BoundaryChart", QT_TRANSLATE_NOOP("glossary", "Decision boundary"), "boundary", "",
     "term:overfitting setting:units",
     QT_TRANSLATE_NOOP("glossary",
                       "What the network answers everywhere in the plane of two inputs.\nColours are "
                       "classes, ringed points are on the wrong side.\nA border that winds around single "
                       "points has learned noise.")},
    {"MistakeList", QT_TRANSLATE_NOOP("glossary", "Mistakes"), "confusion", "", "chart:ConfusionMatrix",
     QT_TRANSLATE_NOOP("glossary",
                       "The most common mistakes: which class was taken for which, and how often.\nChoose "
                       "one to see its samples.\nIf two classes are often mistaken both ways, they may need "
                       "another feature.")},
    {"MaskGrid", QT_TRANSLATE_NOOP("glossary", "Masks"), "iou", "batch-size", "metric:iou metric:dice",
     QT_TRANSLATE_NOOP("glossary",
                       "Pictures with the true outline and what the network marked.\nThe number is the "
                       "overlap of each.")},
    {"TrialTable", QT_TRANSLATE_NOOP("glossary", "Table of trials"), "trial_table", "",
     "term:trial term:gap term:state",
     QT_TRANSLATE_NOOP("glossary",
                       "Every trial in a row: state, score, gap, settings, time.\nClick a column to sort; "
                       "the filter takes conditions such as lr < 0.1.\nPruned and diverged trials have no "
                       "score and never rank above finished ones.")},
    {"BandCurveChart", QT_TRANSLATE_NOOP("glossary", "Curves with bands"), "luck", "quest",
     "sampler:random term:confidence_interval",
     QT_TRANSLATE_NOOP("glossary", "Lines with bands: the mean over seeds and its range.\nIn a race of "
                                   "strategies, the best score so far against what was spent.\nWhere "
                                   "bands overlap, the order may be luck.")},
    {"LessonResultChart", QT_TRANSLATE_NOOP("glossary", "Guess, run and article"), "luck", "",
     "term:seed term:confidence_interval term:baseline",
     QT_TRANSLATE_NOOP("glossary", "A column for every value of a lesson: your guess, every run of "
                                   "every seed, the mean with its interval, what the article says, and "
                                   "baselines.\nCompare the intervals, not the single dots.")},
    {"ScoreMatrixChart", QT_TRANSLATE_NOOP("glossary", "Scores across tasks"), "parallel", "",
     "term:search_space",
     QT_TRANSLATE_NOOP("glossary", "Rows are the tasks on which a configuration was the best, columns "
                                   "those on which it was tried.\nThe diagonal is each task's own "
                                   "winner.\nPale cells off it say that one size does not fit all.")},
    {"SeedCurves", QT_TRANSLATE_NOOP("glossary", "Curves of the seeds"), "overfitting", "",
     "term:seed chart:LearningCurveChart",
     QT_TRANSLATE_NOOP("glossary", "One value of a lesson, a line for every seed, all on the same "
                                   "axis.\nLines that lie together say that luck matters little here.")},
    {"TriesPlaneChart", QT_TRANSLATE_NOOP("glossary", "Tries on a plane"), "search", "quest",
     "sampler:grid sampler:random",
     QT_TRANSLATE_NOOP("glossary", "The tries of a strategy over two settings, on the score that was "
                                   "measured there.\nThe curve above is the mean score along the first "
                                   "setting: marks show how many of its values were seen.")},
    {"FinalistsChart", QT_TRANSLATE_NOOP("glossary", "Finalists on new seeds"), "luck", "quest",
     "term:tie term:optimism term:seed",
     QT_TRANSLATE_NOOP("glossary", "The best trials, trained again on new seeds: dots are seeds, then "
                                   "mean and 95 % interval.\nThe diamond is the score of the search, "
                                   "mostly too good.\nTinted ones are tied with the leader: take the "
                                   "simplest.")},
    {"ProtocolBands", QT_TRANSLATE_NOOP("glossary", "Which rows learn and judge"), "kfold", "",
     "term:fold term:protocol term:test_vault",
     QT_TRANSLATE_NOOP("glossary", "A band for every training of a trial: which rows learn, and which "
                                   "judge.\nThe hatched part is the test vault, which no band touches.")},
    {"GuessChart", QT_TRANSLATE_NOOP("glossary", "Your guess"), "luck", "",
     "chart:LessonResultChart term:baseline",
     QT_TRANSLATE_NOOP("glossary", "An empty chart: place a diamond for every value of the lesson, by "
                                   "mouse, arrow keys or digits.\nA guess made before looking is the "
                                   "best way to learn from what comes out.")},
    {"OptimismChart", QT_TRANSLATE_NOOP("glossary", "Optimism"), "luck", "quest",
     "term:optimism term:test_vault",
     QT_TRANSLATE_NOOP("glossary", "The best validation score against the number of trials.\nIt can "
                                   "only rise, also by luck alone; the bracket says how much choosing "
                                   "the best is expected to flatter.\nThe test score, once opened, "
                                   "shows the truth.")},
    {"AuditChart", QT_TRANSLATE_NOOP("glossary", "Audit of pruned trials"), "pruning", "",
     "term:pruned pruner:median",
     QT_TRANSLATE_NOOP("glossary", "Pruned trials that were finished afterwards: their score when "
                                   "stopped against what they came to.\nThose beyond the line would "
                                   "have come into the best ten: the rule stopped them wrongly.")},
    {"LedgerChart", QT_TRANSLATE_NOOP("glossary", "Where the time went"), "timeline", "",
     "term:pruned setting:patience",
     QT_TRANSLATE_NOOP("glossary", "One bar of seconds: spent on finished, pruned and failed trials, "
                                   "and not spent thanks to stopping early.\nA long pruned part is time "
                                   "that better trials could use.")},
};

} // namespace

std::span<const GlossaryText> glossaryCharts()
{
    return kChartTexts;
}

} // namespace tunescope::ui
